using System.Text.Json;
using PrivacyCrm.Core.Privacy.Basis;

namespace PrivacyCrm.Core.Schema.Types;

/// <summary><c>consent_lookup</c>: Data_Processing_Basis_Details. Reading and merging it is the work of <see cref="ProcessingBasisReader"/>.</summary>
public sealed class ConsentLookupType() : FieldType("consent_lookup", "jsonobject")
{
    /// <inheritdoc/>
    public override int DefaultLength => 120;

    /// <inheritdoc/>
    public override int UiType => 133;

    /// <inheritdoc/>
    public override ReadOutcome Read(JsonElement json, FieldInput input) => new ValueProblem(ExpectedDataType: JsonType);

    /// <inheritdoc/>
    public override bool IsShownAsStored => false;

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ReadOnlySpan<byte> stored, Field field, ViewContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        JsonSerializer.Deserialize(stored, ProcessingBasisJson.Default.ProcessingBasis)!.WriteTo(writer, context);
    }
}
