namespace PrivacyCrm.Core.Schema.Types;

/// <summary><c>multiuserlookup</c>: references to users through a linking module.</summary>
public sealed class MultiUserLookupType() : RowListType("multiuserlookup", "id")
{
    /// <inheritdoc/>
    public override int UiType => 134;
}
