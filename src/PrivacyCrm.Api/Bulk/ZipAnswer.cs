using System.IO.Compression;
using Microsoft.AspNetCore.Mvc;

namespace PrivacyCrm.Api.Bulk;

/// <summary>A file of one entry, compressed while it is sent; no more than a part of it is in memory.</summary>
/// <param name="id">The job's id, which names both files.</param>
/// <param name="created">The time of the entry.</param>
/// <param name="parts">The parts of the entry.</param>
internal sealed class ZipAnswer(string id, DateTimeOffset created, IAsyncEnumerable<byte[]> parts) : IActionResult
{
    public async Task ExecuteResultAsync(ActionContext context)
    {
        HttpResponse response = context.HttpContext.Response;
        CancellationToken cancellationToken = context.HttpContext.RequestAborted;
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = "application/octet-stream";

        // The second name says the same as the first one, in the only form that official SDKs read beside quotes.
        response.Headers.ContentDisposition = $"attachment;filename={id}.zip;filename*=UTF-8''{id}.zip";
        await using PendingStream pending = new();
        using (ZipArchive zip = new(pending, ZipArchiveMode.Create, leaveOpen: true))
        {
            ZipArchiveEntry entry = zip.CreateEntry($"{id}.csv", CompressionLevel.Fastest);
            entry.LastWriteTime = created;
            await using Stream content = entry.Open();
            await foreach (byte[] part in parts.WithCancellation(cancellationToken))
            {
                content.Write(part);
                await pending.SendAsync(response.Body, cancellationToken);
            }
        }

        await pending.SendAsync(response.Body, cancellationToken);
    }
}
