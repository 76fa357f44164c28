using System.IO.Compression;
using System.Text;
using PrivacyCrm.Core.Jobs;

namespace PrivacyCrm.Api.Bulk;

/// <summary>An uploaded zip, copied from the store into a temporary file that goes with it.</summary>
internal sealed class UploadedZip : IDisposable
{
    /// <summary>What uploads for bulk writes are stored as.</summary>
    public const string Purpose = "bulk_upload";

    private const int MaximumEntries = 20;
    private const long MaximumUnpacked = 100L * 1024 * 1024;

    private readonly FileStream _file;
    private readonly ZipArchive _zip;

    private UploadedZip(FileStream file, ZipArchive zip) => (_file, _zip) = (file, zip);

    /// <summary>The names of its CSV files.</summary>
    public IReadOnlyList<string> Names => [.. _zip.Entries.Select(entry => entry.FullName)];

    /// <summary>A temporary file that is deleted when it is closed.</summary>
    public static FileStream NewFile() => new(
        Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 80 * 1024, FileOptions.DeleteOnClose | FileOptions.Asynchronous);

    /// <summary>Opens a stored file.</summary>
    public static async Task<UploadedZip?> OpenAsync(IFileStore files, long organizationId, long fileId, CancellationToken cancellationToken)
    {
        FileStream file = NewFile();
        try
        {
            for (int number = 0; await files.PartAsync(organizationId, fileId, number, cancellationToken) is { } part; number++)
            {
                await file.WriteAsync(part, cancellationToken);
            }

            ZipArchive? zip = Open(file);
            return zip is null ? null : new UploadedZip(file, zip);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    /// <summary>Opens a zip, unless it is none or holds something else than some CSV files of a sensible size.</summary>
    public static ZipArchive? Open(FileStream file)
    {
        try
        {
            file.Position = 0;
            ZipArchive zip = new(file, ZipArchiveMode.Read, leaveOpen: true);
            bool isUsable = zip.Entries.Count is > 0 and <= MaximumEntries
                && zip.Entries.All(entry => entry.FullName.EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
                && zip.Entries.Sum(entry => entry.Length) <= MaximumUnpacked;
            if (isUsable)
            {
                return zip;
            }

            zip.Dispose();
        }
        catch (InvalidDataException)
        {
            // Told below.
        }

        return null;
    }

    /// <summary>Tells whether all files are as long as the zip says and have its check sums; a damaged one would lose or change rows.</summary>
    public static async Task<bool> IsWholeAsync(ZipArchive zip, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[80 * 1024];
        try
        {
            foreach (ZipArchiveEntry entry in zip.Entries)
            {
                (long length, uint sum) = (0, 0);
                await using Stream stream = new LimitedStream(await entry.OpenAsync(cancellationToken), MaximumUnpacked);
                for (int read; (read = await stream.ReadAsync(buffer, cancellationToken)) > 0; length += read)
                {
                    sum = Crc32.Add(sum, buffer.AsSpan(0, read));
                }

                if (length != entry.Length || sum != entry.Crc32)
                {
                    return false;
                }
            }
        }
        catch (InvalidDataException)
        {
            return false;
        }

        return true;
    }

    /// <summary>The text of one of its files.</summary>
    public StreamReader Read(string name, string encoding) => new(
        new LimitedStream(_zip.GetEntry(name)!.Open(), MaximumUnpacked), Encoding.GetEncoding(encoding), detectEncodingFromByteOrderMarks: true, 16 * 1024);

    public void Dispose()
    {
        _zip.Dispose();
        _file.Dispose();
    }
}
