using System.Globalization;
using System.IO.Compression;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace PrivacyCrm.Api.Bulk;

/// <summary>CSV of RFC 4180 in UTF-8, in parts of whole rows that are stored compressed.</summary>
internal static class Csv
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private static readonly CsvConfiguration Written = new(CultureInfo.InvariantCulture)
    {
        NewLine = "\r\n",
        HasHeaderRecord = false,

        // The library's own rule knows the chosen line break only.
        ShouldQuote = cell => cell.Field is { Length: > 0 } text && (text.AsSpan().IndexOfAny(",\"\r\n") >= 0 || text[0] == ' ' || text[^1] == ' '),
    };

    /// <summary>Rows as bytes.</summary>
    public static byte[] Write(IEnumerable<IReadOnlyList<string>> rows)
    {
        using MemoryStream bytes = new();
        using (StreamWriter text = new(bytes, Utf8, leaveOpen: true))
        using (CsvWriter writer = new(text, Written))
        {
            foreach (IReadOnlyList<string> row in rows)
            {
                foreach (string cell in row)
                {
                    writer.WriteField(cell);
                }

                writer.NextRecord();
            }
        }

        return bytes.ToArray();
    }

    /// <summary>A part, as it is stored.</summary>
    public static byte[] Compress(byte[] part)
    {
        using MemoryStream bytes = new();
        using (GZipStream stream = new(bytes, CompressionLevel.Fastest))
        {
            stream.Write(part);
        }

        return bytes.ToArray();
    }

    /// <summary>A part, as it was written.</summary>
    public static byte[] Decompress(byte[] stored)
    {
        using MemoryStream bytes = new();
        using (GZipStream stream = new(new MemoryStream(stored), CompressionMode.Decompress))
        {
            stream.CopyTo(bytes);
        }

        return bytes.ToArray();
    }

    /// <summary>A part in which the cells of some columns are empty; the header stays.</summary>
    public static byte[] Empty(byte[] part, IReadOnlySet<int> columns, bool hasHeader)
    {
        using CsvParser parser = new(new StreamReader(new MemoryStream(part), Utf8), Written);
        return Write(Rows(parser).Select((row, index) => index == 0 && hasHeader ? row : [.. row.Select((cell, column) => columns.Contains(column) ? string.Empty : cell)]));
    }

    private static IEnumerable<string[]> Rows(CsvParser parser)
    {
        while (parser.Read())
        {
            yield return parser.Record!;
        }
    }
}
