using System.Buffers;
using System.Text.Json;

namespace PrivacyCrm.Core.Records;

/// <summary>Finds the values of planned fields in a stored document without making objects of it.</summary>
public static class DocumentScan
{
    private static readonly SearchValues<byte> EndsOfText = SearchValues.Create("\"\\"u8);
    private static readonly SearchValues<byte> EndsOfPlain = SearchValues.Create(",}"u8);
    private static readonly SearchValues<byte> Marks = SearchValues.Create("\"{}[]"u8);

    /// <summary>Finds where the values of fields lie.</summary>
    /// <param name="json">The document, as this server writes it: an object without spaces between its parts.</param>
    /// <param name="places">The order of documents, and which fields are wanted.</param>
    /// <param name="found">Receives the place of each wanted field's value; stays empty for a field without one.</param>
    /// <returns>What the document says about the record itself.</returns>
    /// <exception cref="JsonException">The document is not as this server writes it.</exception>
    internal static RecordState Locate(ReadOnlySpan<byte> json, DocumentPlaces places, Span<Range> found)
    {
        bool isStopped = false;
        bool isConverted = false;
        ConvertedDetail? conversion = null;
        int expected = 0;
        int at = json.Length > 0 && json[0] == (byte)'{' ? 1 : throw Broken();
        while (json[at] != (byte)'}')
        {
            int name = at + 1;
            at = EndOfText(json, at);
            ReadOnlySpan<byte> key = json[name..(at - 1)];
            int start = json[at] == (byte)':' ? at + 1 : throw Broken();
            at = EndOfValue(json, start);
            if (key is [(byte)'$', ..])
            {
                ReadOnlySpan<byte> value = json[start..at];
                isStopped |= key.SequenceEqual("$stop_processing"u8) && value.SequenceEqual("true"u8);
                isConverted |= key.SequenceEqual("$converted"u8) && value.SequenceEqual("true"u8);
                conversion = key.SequenceEqual("$converted_detail"u8) ? JsonSerializer.Deserialize(value, ConvertedDetailJson.Default.ConvertedDetail) : conversion;
            }
            else if (places.Find(key, ref expected) is >= 0 and int index)
            {
                found[index] = start..at;
            }

            if (json[at] == (byte)',')
            {
                at++;
            }
            else if (json[at] != (byte)'}')
            {
                throw Broken();
            }
        }

        return new RecordState(isStopped, isConverted) { Conversion = conversion };
    }

    // Behind the quotation mark that ends the text beginning here.
    private static int EndOfText(ReadOnlySpan<byte> json, int start)
    {
        if (json[start] != (byte)'"')
        {
            throw Broken();
        }

        int at = start + 1;
        while (true)
        {
            int length = json[at..].IndexOfAny(EndsOfText);
            if (length < 0)
            {
                throw Broken();
            }

            at += length;
            if (json[at] == (byte)'"')
            {
                return at + 1;
            }

            // Whatever is escaped does not end it.
            at += 2;
        }
    }

    private static int EndOfValue(ReadOnlySpan<byte> json, int start) => json[start] switch
    {
        (byte)'"' => EndOfText(json, start),
        (byte)'{' or (byte)'[' => EndOfNested(json, start),
        _ => json[start..].IndexOfAny(EndsOfPlain) is >= 0 and int length ? start + length : throw Broken(),
    };

    private static int EndOfNested(ReadOnlySpan<byte> json, int start)
    {
        int depth = 0;
        int at = start;
        do
        {
            int length = json[at..].IndexOfAny(Marks);
            if (length < 0)
            {
                throw Broken();
            }

            at += length;
            if (json[at] == (byte)'"')
            {
                at = EndOfText(json, at);
                continue;
            }

            depth += json[at] is (byte)'{' or (byte)'[' ? 1 : -1;
            at++;
        }
        while (depth > 0);
        return at;
    }

    private static JsonException Broken() => new("A stored document is not as this server writes it.");
}
