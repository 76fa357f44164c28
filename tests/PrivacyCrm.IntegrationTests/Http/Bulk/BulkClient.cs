using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.Bulk;

/// <summary>What tests of bulk calls do again and again: order, wait, download.</summary>
internal static class BulkClient
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Orders a bulk read and returns the job's id.</summary>
    public static async Task<string> OrderReadAsync(this CrmClient client, string query, string more = "") =>
        (string)(await client.PostAsync("/crm/bulk/v8/read", $$"""{"query":{{query}}{{more}}}""")).ShouldHaveStatus(201).Json!["data"]![0]!["details"]!["id"]!;

    /// <summary>Waits until a bulk read has ended, and returns it.</summary>
    public static async Task<JsonObject> EndOfReadAsync(this CrmClient client, string id)
    {
        using CancellationTokenSource patience = new(Patience);
        while (true)
        {
            JsonObject job = (await client.GetAsync($"/crm/bulk/v8/read/{id}")).ShouldHaveStatus(200).First;
            if ((string?)job["state"] is "COMPLETED" or "FAILURE")
            {
                return job;
            }

            await Task.Delay(50, patience.Token);
        }
    }

    /// <summary>Orders a bulk read, waits for it, and downloads its file.</summary>
    public static async Task<string> ReadAsync(this CrmClient client, string query)
    {
        string id = await client.OrderReadAsync(query);
        Assert.Equal("COMPLETED", (string?)(await client.EndOfReadAsync(id))["state"]);
        return await client.CsvAsync($"/crm/bulk/v8/read/{id}/result");
    }

    /// <summary>Downloads a zip and returns the one file in it.</summary>
    public static async Task<string> CsvAsync(this CrmClient client, string path)
    {
        using HttpResponseMessage response = await client.DownloadAsync(path);
        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal("application/octet-stream", response.Content.Headers.ContentType!.MediaType);
        await using MemoryStream bytes = new(await response.Content.ReadAsByteArrayAsync());
        using ZipArchive zip = new(bytes);
        ZipArchiveEntry entry = Assert.Single(zip.Entries);
        Assert.EndsWith(".csv", entry.FullName, StringComparison.Ordinal);
        using StreamReader text = new(entry.Open(), Encoding.UTF8);
        return await text.ReadToEndAsync();
    }

    public static async Task<HttpResponseMessage> DownloadAsync(this CrmClient client, string path)
    {
        using HttpRequestMessage message = new(HttpMethod.Get, path);
        message.Headers.TryAddWithoutValidation("Authorization", $"{client.Scheme} {client.Token}");
        HttpResponseMessage response = await client.Http.SendAsync(message);

        // A file's bytes are no text, so only its status and kind are held against the document.
        bool isJson = response.Content.Headers.ContentType?.MediaType == "application/json";
        string text = isJson ? await response.Content.ReadAsStringAsync() : string.Empty;
        client.Contract?.Check(HttpMethod.Get, path, new CrmAnswer($"GET {path}", (int)response.StatusCode, text, response.Content.Headers.ContentType, string.Empty));
        return response;
    }

    /// <summary>A zip with files.</summary>
    public static byte[] Zip(params (string Name, string Text)[] files)
    {
        using MemoryStream bytes = new();
        using (ZipArchive zip = new(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, string text) in files)
            {
                using Stream entry = zip.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return bytes.ToArray();
    }

    /// <summary>Uploads bytes as a file for a bulk write.</summary>
    public static Task<CrmAnswer> UploadAsync(this CrmClient client, string zgid, byte[] content, string? feature = "bulk-write")
    {
        MultipartFormDataContent form = [];
        ByteArrayContent file = new(content);
        file.Headers.ContentType = new MediaTypeHeaderValue("application/zip");
        form.Add(file, "file", "data.zip");
        List<(string, string)> headers = [("X-CRM-ORG", zgid)];
        if (feature is not null)
        {
            headers.Add(("feature", feature));
        }

        return client.SendAsync(HttpMethod.Post, "upload", form, [.. headers]);
    }
}
