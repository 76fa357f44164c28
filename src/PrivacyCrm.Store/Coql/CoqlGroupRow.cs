namespace PrivacyCrm.Store.Coql;

/// <summary>Records with the same keys.</summary>
internal sealed class CoqlGroupRow
{
    public CoqlKeyRow Key { get; init; } = null!;

    public long Count { get; init; }

    public long Sample { get; init; }
}
