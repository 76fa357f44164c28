using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;

namespace PrivacyCrm.IntegrationTests.Official;

/// <summary>A file that samples upload.</summary>
internal static class SampleFile
{
    /// <summary>A form with the file: a zip holds a CSV file of leads.</summary>
    public static MultipartFormDataContent Of(string name)
    {
        ByteArrayContent content = new(name.EndsWith(".zip", StringComparison.Ordinal) ? Zip() : Encoding.UTF8.GetBytes("A sample"));
        content.Headers.ContentType = new MediaTypeHeaderValue(name.EndsWith(".zip", StringComparison.Ordinal) ? "application/zip" : "text/plain");
        return new MultipartFormDataContent { { content, "file", name } };
    }

    private static byte[] Zip()
    {
        using MemoryStream bytes = new();
        using (ZipArchive zip = new(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            using Stream entry = zip.CreateEntry("Leads.csv").Open();
            entry.Write(Encoding.UTF8.GetBytes("Last_Name,Company\nSample,Northwind\n"));
        }

        return bytes.ToArray();
    }
}
