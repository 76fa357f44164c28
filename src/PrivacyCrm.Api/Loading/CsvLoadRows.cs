using System.Buffers;
using System.Text;
using System.Text.Json;
using PrivacyCrm.Api.Bulk;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Api.Loading;

/// <summary>Rows of a CSV file, whose header names fields.</summary>
internal sealed class CsvLoadRows : ILoadRows
{
    // Bytes that are no text must not become other letters.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);

    private readonly Stream _stream;
    private readonly StreamReader _text;
    private readonly CsvRows _rows;
    private readonly Organization _organization;
    private readonly List<(BulkMapping Mapping, Field? Field)> _columns = [];

    public CsvLoadRows(Stream stream, Organization organization)
    {
        (_stream, _organization) = (stream, organization);
        _text = new StreamReader(stream, Utf8, detectEncodingFromByteOrderMarks: true, 64 * 1024);
        _rows = new CsvRows(_text);
    }

    public long Count { get; private set; }

    public string? Damage { get; private set; }

    /// <summary>Reads the header.</summary>
    /// <returns>What is wrong with it; null when nothing is.</returns>
    public string? ReadHeader(Module module, bool keepsIds)
    {
        LoadHeader header = new(module, keepsIds);
        foreach ((int index, string cell) in (Read() ?? []).Index())
        {
            if (header.Problem(index, cell.Trim()) is { } problem)
            {
                return problem;
            }

            _columns.Add((new BulkMapping(cell.Trim(), index, null, null, null), module.Find(cell.Trim())));
        }

        return Damage is null ? header.Missing() : $"The header cannot be read: {Damage}.";
    }

    public LoadBatch? Next(int number, int size, bool isSkipped)
    {
        ArrayBufferWriter<byte> buffer = new();
        using Utf8JsonWriter writer = new(buffer, new JsonWriterOptions { SkipValidation = true });
        writer.WriteStartArray();
        long before = Count;
        while (Count - before < size && Read() is { } row)
        {
            Count++;
            if (!isSkipped)
            {
                WriteRow(writer, row);
            }
        }

        writer.WriteEndArray();
        writer.Flush();
        if (Count == before)
        {
            return null;
        }

        JsonDocument document = JsonDocument.Parse(buffer.WrittenMemory);
        return new LoadBatch(number, [.. document.RootElement.EnumerateArray()], [document]) { Share = (double)_stream.Position / _stream.Length };
    }

    public void Dispose() => _text.Dispose();

    private List<string>? Read()
    {
        try
        {
            return _rows.Next();
        }
        catch (DecoderFallbackException)
        {
            Damage = "it is not UTF-8";
            return null;
        }
        catch (InvalidDataException)
        {
            Damage = "a quote does not end, or a row is too long";
            return null;
        }
    }

    private void WriteRow(Utf8JsonWriter writer, List<string> row)
    {
        // A cell too many is a comma that should have been quoted: nobody knows which.
        if (row.Count > _columns.Count)
        {
            writer.WriteNullValue();
            return;
        }

        writer.WriteStartObject();
        foreach ((BulkMapping mapping, Field? field) in _columns)
        {
            if (mapping.Index < row.Count && row[mapping.Index.Value] is { Length: > 0 } cell)
            {
                writer.WritePropertyName(mapping.ApiName);
                if (field is null || mapping.ApiName == "id")
                {
                    writer.WriteStringValue(cell.Trim());
                }
                else
                {
                    BulkCell.Write(writer, field, cell, mapping, _organization);
                }
            }
        }

        writer.WriteEndObject();
    }
}
