using System.Text.Json;
using System.Text.Json.Serialization;

namespace PrivacyCrm.Core.Schema.Types;

/// <summary>Stores a data type by its code.</summary>
public sealed class FieldTypeConverter : JsonConverter<FieldType>
{
    /// <inheritdoc/>
    public override FieldType Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        FieldTypes.Find(reader.GetString()!) ?? throw new JsonException("Unknown data type.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, FieldType value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteStringValue(value.Code);
    }
}
