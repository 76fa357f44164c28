using System.Text.Json;

namespace PrivacyCrm.Core.Schema.Types;

/// <summary>A value that is a list of rows. Rows need modules or files of their own; until one exists, no row can be accepted.</summary>
/// <param name="name">The <c>data_type</c> of the metadata.</param>
/// <param name="idMember">The member of a row that names what it points at.</param>
public abstract class RowListType(string name, string idMember) : FieldType(name, "jsonarray")
{
    /// <inheritdoc/>
    public override bool IsLeftOutOfLists => true;

    /// <inheritdoc/>
    public override ReadOutcome Read(JsonElement json, FieldInput input)
    {
        if (json.ValueKind != JsonValueKind.Array)
        {
            return new ValueProblem(ExpectedDataType: "jsonarray");
        }

        if (json.GetArrayLength() == 0)
        {
            return FieldValue.Null;
        }

        return json[0].ValueKind == JsonValueKind.Object
            ? new ValueProblem(IsUnknownId: true, SubPath: $"[0].{idMember}")
            : new ValueProblem(ExpectedDataType: "jsonobject", SubPath: "[0]");
    }
}
