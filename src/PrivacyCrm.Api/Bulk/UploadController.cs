using System.IO.Compression;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using PrivacyCrm.Api.Json;
using PrivacyCrm.Api.Security;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Jobs;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Api.Bulk;

/// <summary>Takes files for bulk writes.</summary>
/// <param name="files">Where files are.</param>
/// <param name="ids">Makes ids.</param>
/// <param name="time">The clock.</param>
[Tags("Bulk")]
internal sealed class UploadController(IFileStore files, IdSource ids, TimeProvider time) : CrmController
{
    private const int MaximumLength = 25 * 1024 * 1024;

    /// <summary>Uploads a file for a bulk write: a zip with CSV files, up to 25 MB, kept for a day.</summary>
    /// <remarks>The headers <c>feature: bulk-write</c> and <c>X-CRM-ORG</c> with the organization's zgid have to be there.</remarks>
    /// <param name="cancellationToken">Ends the upload.</param>
    /// <returns>The file's id.</returns>
    [HttpPost("upload")]
    [DisableRequestSizeLimit]
    [RequiresScope("ZohoFiles.files.ALL")]
    public async Task<IActionResult> Upload(CancellationToken cancellationToken)
    {
        if (Request.Headers["feature"] != "bulk-write" || Request.Headers["X-CRM-ORG"] != Caller.Organization.Profile.Zgid)
        {
            return Refuse(CrmErrors.Bulk.UploadHeaders());
        }

        await using FileStream spool = UploadedZip.NewFile();
        if (await ReceiveAsync(spool, cancellationToken) is { } refusal)
        {
            return Refuse(refusal);
        }

        using (ZipArchive? zip = UploadedZip.Open(spool))
        {
            if (zip is null || !await UploadedZip.IsWholeAsync(zip, cancellationToken))
            {
                return Refuse(CrmErrors.Bulk.InvalidFileFormat());
            }
        }

        StoredFile file = new(Caller.Organization.Id, ids.Next(), Caller.User.Id, UploadedZip.Purpose, "upload.zip", time.GetUtcNow());
        await StoreAsync(file, spool, cancellationToken);
        return JsonAnswer.Of(StatusCodes.Status200OK, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("status", "success");
            writer.WriteString("code", "FILE_UPLOAD_SUCCESS");
            writer.WriteString("message", "file uploaded.");
            writer.WriteStartObject("details");
            writer.WriteString("file_id", RecordId.Format(file.Id));
            writer.WriteString("created_time", Instants.Format(file.CreatedTime, Caller.User.TimeZone));
            writer.WriteEndObject();
            writer.WriteEndObject();
        });
    }

    private async Task<CrmError?> ReceiveAsync(FileStream spool, CancellationToken cancellationToken)
    {
        bool isForm = MediaTypeHeaderValue.TryParse(Request.ContentType, out MediaTypeHeaderValue? type)
            && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase);
        string? boundary = isForm ? HeaderUtilities.RemoveQuotes(type!.Boundary).Value : null;
        if (string.IsNullOrEmpty(boundary))
        {
            return CrmErrors.Bulk.InvalidFileFormat();
        }

        try
        {
            MultipartReader reader = new(boundary, Request.Body);
            while (await reader.ReadNextSectionAsync(cancellationToken) is { } section)
            {
                bool isFile = ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out ContentDispositionHeaderValue? disposition)
                    && HeaderUtilities.RemoveQuotes(disposition.Name).Value == "file";
                if (isFile)
                {
                    return await CopyAsync(section.Body, spool, cancellationToken) ? null : CrmErrors.Bulk.FileTooLarge();
                }
            }
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException && !cancellationToken.IsCancellationRequested)
        {
            // A form that breaks off, or whose parts are none.
        }

        return CrmErrors.Bulk.InvalidFileFormat();
    }

    private static async Task<bool> CopyAsync(Stream from, FileStream spool, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[64 * 1024];
        for (int read; (read = await from.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            if (spool.Length + read > MaximumLength)
            {
                return false;
            }

            await spool.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            await spool.FlushAsync(cancellationToken);
        }

        return true;
    }

    private async Task StoreAsync(StoredFile file, FileStream spool, CancellationToken cancellationToken)
    {
        await files.AddAsync(file, cancellationToken);
        spool.Position = 0;
        byte[] buffer = new byte[StoredFile.PartLength];
        for (int number = 0; ; number++)
        {
            int read = await spool.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
            if (read == 0)
            {
                return;
            }

            await files.AppendAsync(file.OrganizationId, new FilePart(file.Id, number, buffer.AsMemory(0, read)), cancellationToken);
        }
    }
}
