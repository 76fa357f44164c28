using System.Text.Json;

namespace PrivacyCrm.Core.Schema.Types;

/// <summary><c>layout</c>: the module's one layout, "Standard". Another id is refused.</summary>
public sealed class LayoutType() : FieldType("layout", "jsonobject")
{
    /// <inheritdoc/>
    public override int UiType => 208;

    /// <inheritdoc/>
    public override ReadOutcome Read(JsonElement json, FieldInput input)
    {
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty("id", out JsonElement id))
        {
            return new ValueProblem(ExpectedDataType: "jsonobject");
        }

        bool isKnown = input.Organization.Modules.Any(module => module.LayoutId == RecordId.Read(id) && module.Find(input.Field.ApiName)?.Id == input.Field.Id);
        return isKnown ? FieldValue.Null : new ValueProblem(IsUnknownId: true, SubPath: ".id");
    }

    /// <inheritdoc/>
    public override void WriteAbsent(Utf8JsonWriter writer, ViewContext context)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(context);
        writer.WriteStartObject();
        writer.WriteString("name", "Standard");
        writer.WriteString("id", RecordId.Format(context.Module.LayoutId));
        writer.WriteEndObject();
    }
}
