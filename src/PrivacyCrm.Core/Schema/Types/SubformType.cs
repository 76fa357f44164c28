namespace PrivacyCrm.Core.Schema.Types;

/// <summary><c>subform</c>: rows of a subform module.</summary>
public sealed class SubformType() : RowListType("subform", "id")
{
    /// <inheritdoc/>
    public override int UiType => 162;
}
