namespace PrivacyCrm.Core.Schema.Types;

/// <summary><c>multiselectlookup</c>: references through a linking module.</summary>
public sealed class MultiSelectLookupType() : RowListType("multiselectlookup", "id")
{
    /// <inheritdoc/>
    public override int UiType => 132;
}
