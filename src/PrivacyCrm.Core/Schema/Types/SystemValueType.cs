using System.Text.Json;

namespace PrivacyCrm.Core.Schema.Types;

/// <summary>A value that only the system makes; one that is sent is ignored.</summary>
/// <param name="name">The <c>data_type</c> of the metadata.</param>
/// <param name="jsonType">The <c>json_type</c> of the metadata.</param>
public abstract class SystemValueType(string name, string jsonType) : FieldType(name, jsonType)
{
    /// <inheritdoc/>
    public override ReadOutcome Read(JsonElement json, FieldInput input) => FieldValue.Null;
}
