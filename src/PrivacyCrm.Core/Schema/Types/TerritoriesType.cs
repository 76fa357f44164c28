using System.Text.Json;

namespace PrivacyCrm.Core.Schema.Types;

/// <summary><c>territories</c>: always the empty list, since there are no territories.</summary>
public sealed class TerritoriesType() : SystemValueType("territories", "jsonarray")
{
    /// <inheritdoc/>
    public override void WriteAbsent(Utf8JsonWriter writer, ViewContext context)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartArray();
        writer.WriteEndArray();
    }
}
