using System.Buffers;
using System.Text.Json;

namespace PrivacyCrm.Core.Records;

/// <summary>Finds the values of planned fields in a stored document without making objects of it.</summary>
public static class DocumentScan
{
    private static readonly SearchValues<byte> Marks = SearchValues.Create("\"{}[]"u8);

    /// <summary>Finds where the values of fields lie.</summary>
    /// <param name="json">The document, as this server writes it: an object without spaces between its parts.</param>
    /// <param name="places">The order of documents, and which fields are wanted.</param>
    /// <param name="found">Receives the place of each wanted field's value; stays empty for a field without one.</param>
    /// <returns>What the document says about the record itself.</returns>
    /// <exception cref="JsonException">The document is not as this server writes it.</exception>
    internal static RecordState Locate(ReadOnlySpan<byte> json, DocumentPlaces places, Span<Range> found)
    {
        RecordState state = default;
        int expected = 0;
        int at = json.Length > 0 && json[0] == (byte)'{' ? 1 : throw Broken();
        while (json[at] != (byte)'}')
        {
            int key = at;
            int start = key + places.FindNext(json[key..], ref expected, out int wanted);
            bool isOther = start == key;
            start = isOther ? StartOfValue(json, key) : start;
            at = EndOfValue(json, start);
            if (isOther && json[key + 1] == (byte)'$')
            {
                state = With(state, json[key..start], json[start..at]);
            }
            else if (isOther)
            {
                wanted = places.Find(json[key..start], ref expected);
            }

            if (wanted >= 0)
            {
                found[wanted] = start..at;
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

        return state;
    }

    private static RecordState With(RecordState state, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value) =>
        key.SequenceEqual("\"$stop_processing\":"u8) ? state with { IsStopped = state.IsStopped || value.SequenceEqual("true"u8) }
        : key.SequenceEqual("\"$converted\":"u8) ? state with { IsConverted = state.IsConverted || value.SequenceEqual("true"u8) }
        : key.SequenceEqual("\"$converted_detail\":"u8) ? state with { Conversion = JsonSerializer.Deserialize(value, ConvertedDetailJson.Default.ConvertedDetail) }
        : state;

    private static int StartOfValue(ReadOnlySpan<byte> json, int key) => EndOfText(json, key) is var colon && json[colon] == (byte)':' ? colon + 1 : throw Broken();

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
            int length = json[at..].IndexOfAny((byte)'"', (byte)'\\');
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
        _ => json[start..].IndexOfAny((byte)',', (byte)'}') is >= 0 and int length ? start + length : throw Broken(),
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
