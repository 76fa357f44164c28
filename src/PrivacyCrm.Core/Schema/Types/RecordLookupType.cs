using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace PrivacyCrm.Core.Schema.Types;

/// <summary>A reference to a record; shown as <c>{name, id}</c>, with the name the record has now.</summary>
/// <param name="name">The <c>data_type</c> of the metadata.</param>
public abstract class RecordLookupType(string name) : FieldType(name, "jsonobject")
{
    /// <inheritdoc/>
    public override KeyKind Key => KeyKind.Indexed;

    /// <inheritdoc/>
    public override ImmutableArray<CriteriaOperator> Operators => CriteriaOperators.ForChoice;

    /// <inheritdoc/>
    public override int DefaultLength => 120;

    /// <inheritdoc/>
    public override int UiType => 133;

    /// <inheritdoc/>
    public override ReadOutcome Read(JsonElement json, FieldInput input)
    {
        bool isObject = json.ValueKind == JsonValueKind.Object;
        if (isObject && !json.TryGetProperty("id", out json))
        {
            return new ValueProblem(ExpectedDataType: "bigint", SubPath: ".id");
        }

        string subPath = isObject ? ".id" : string.Empty;
        if (isObject && json.ValueKind == JsonValueKind.Null)
        {
            return FieldValue.Null;
        }

        if (json.ValueKind is not (JsonValueKind.String or JsonValueKind.Number))
        {
            return isObject ? new ValueProblem(ExpectedDataType: "bigint", SubPath: subPath) : new ValueProblem(ExpectedDataType: JsonType);
        }

        if (RecordId.Read(json) is not { } id)
        {
            return new ValueProblem(IsUnknownId: true, SubPath: subPath);
        }

        string text = id.ToString(CultureInfo.InvariantCulture);
        return new FieldValue($"\"{text}\"", text, id);
    }

    /// <summary>The name the referenced record has now, or its id when it has none that may be told.</summary>
    /// <param name="stored">The canonical JSON.</param>
    /// <param name="context">Who sees it.</param>
    /// <returns>The text.</returns>
    public override string TextOf(string stored, ViewContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        string id = JsonText.Unquote(stored);
        return context.NameOf(RecordId.Parse(id) ?? 0) ?? id;
    }

    /// <inheritdoc/>
    public override bool IsShownAsStored => false;

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ReadOnlySpan<byte> stored, Field field, ViewContext context)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(context);
        writer.WriteStartObject();
        writer.WriteString("name", context.NameOf(RecordId.Parse(stored[1..^1])));
        writer.WritePropertyName("id");
        writer.WriteRawValue(stored, skipInputValidation: true);
        writer.WriteEndObject();
    }
}
