using System.Collections.Immutable;
using System.Text.Json;

namespace PrivacyCrm.Core.Records;

/// <summary>Finds the values of planned fields in a stored document without making objects of it.</summary>
public static class DocumentScan
{
    /// <summary>Finds where the values of fields lie.</summary>
    /// <param name="json">The document.</param>
    /// <param name="fields">The fields, in the order documents are written in as a rule, which makes the search short.</param>
    /// <param name="places">Receives the place of each field's value; stays empty for a field without one.</param>
    /// <returns>What the document says about the record itself.</returns>
    public static RecordState Locate(ReadOnlySpan<byte> json, ImmutableArray<PlannedField> fields, Span<Range> places)
    {
        Utf8JsonReader reader = new(json);
        bool isStopped = false;
        bool isConverted = false;
        ConvertedDetail? conversion = null;
        int expected = 0;
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            int index = Find(ref reader, fields, expected);
            bool isStopKey = index < 0 && reader.ValueTextEquals(RecordState.StoppedKey);
            bool isConvertedKey = index < 0 && reader.ValueTextEquals(RecordState.ConvertedKey);
            bool isDetailKey = index < 0 && reader.ValueTextEquals(RecordState.ConvertedDetailKey);
            reader.Read();
            int start = (int)reader.TokenStartIndex;
            isStopped |= isStopKey && reader.TokenType == JsonTokenType.True;
            isConverted |= isConvertedKey && reader.TokenType == JsonTokenType.True;
            if (isDetailKey)
            {
                conversion = JsonSerializer.Deserialize(ref reader, ConvertedDetailJson.Default.ConvertedDetail);
            }

            reader.Skip();
            if (index >= 0)
            {
                places[index] = start..(int)reader.BytesConsumed;
                expected = index + 1;
            }
        }

        return new RecordState(isStopped, isConverted) { Conversion = conversion };
    }

    private static int Find(ref Utf8JsonReader reader, ImmutableArray<PlannedField> fields, int expected)
    {
        for (int step = 0; step < fields.Length; step++)
        {
            int index = expected + step;
            index = index >= fields.Length ? index - fields.Length : index;
            if (reader.ValueTextEquals(fields[index].Name))
            {
                return index;
            }
        }

        return -1;
    }
}
