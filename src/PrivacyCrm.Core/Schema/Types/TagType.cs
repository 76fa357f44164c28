using System.Text;
using System.Text.Json;

namespace PrivacyCrm.Core.Schema.Types;

/// <summary>The Tag field: names on a record. The original calls its type text, though its JSON is a list.</summary>
public sealed class TagType() : FieldType("text", "jsonarray")
{
    private const int MaximumTags = 10;
    private const int MaximumNameLength = 25;

    /// <inheritdoc/>
    public override string Code => "tag";

    /// <inheritdoc/>
    public override int UiType => 209;

    /// <inheritdoc/>
    public override ReadOutcome Read(JsonElement json, FieldInput input)
    {
        if (json.ValueKind != JsonValueKind.Array)
        {
            return new ValueProblem(ExpectedDataType: "jsonarray");
        }

        if (json.GetArrayLength() > MaximumTags)
        {
            return new ValueProblem(MaximumLength: MaximumTags);
        }

        StringBuilder stored = new("[");
        int index = 0;
        foreach (JsonElement tag in json.EnumerateArray())
        {
            if (tag.ValueKind != JsonValueKind.Object || !tag.TryGetProperty("name", out JsonElement name) || name.ValueKind != JsonValueKind.String)
            {
                return new ValueProblem(ExpectedDataType: "jsonobject", SubPath: $"[{index}]");
            }

            string text = name.GetString()!.Trim();
            if (text.Length is 0 or > MaximumNameLength || text.Contains('\0', StringComparison.Ordinal))
            {
                return new ValueProblem(MaximumLength: MaximumNameLength, SubPath: $"[{index}].name");
            }

            stored.Append(index++ == 0 ? string.Empty : ",").Append("{\"name\":").Append(JsonText.Quote(text)).Append(",\"id\":\"");
            stored.Append(RecordId.Format(IdOf(input.Organization.Id, text))).Append("\",\"color_code\":null}");
        }

        return index == 0 ? FieldValue.Null : new FieldValue(stored.Append(']').ToString());
    }

    /// <inheritdoc/>
    public override void WriteAbsent(Utf8JsonWriter writer, ViewContext context)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartArray();
        writer.WriteEndArray();
    }

    /// <inheritdoc/>
    public override string TextOf(string stored, ViewContext context)
    {
        using JsonDocument tags = JsonDocument.Parse(stored);
        return string.Join(';', tags.RootElement.EnumerateArray().Select(tag => tag.GetProperty("name").GetString()));
    }

    // A tag has no row of its own: its id is made from its name, the same for the same name of one organization.
    private static long IdOf(long organizationId, string name)
    {
        ulong hash = 14695981039346656037;
        foreach (char unit in $"{organizationId}/{Keys.Fold(name)}")
        {
            hash = (hash ^ unit) * 1099511628211;
        }

        return 1_000_000_000_000_000_000 + (long)(hash % 1_000_000_000_000_000_000);
    }
}
