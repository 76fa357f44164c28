namespace PrivacyCrm.Store.Rows;

/// <summary>The comparable values of a record, one to a slot. The organization's schema tells which field has which slot.</summary>
internal sealed class IndexRow : IOrganizationRow
{
    private readonly Dictionary<string, object?> _slots = new(StringComparer.Ordinal);

    public long OrganizationId { get; set; }

    public long ModuleId { get; set; }

    public long Id { get; set; }

    public bool IsConverted { get; set; }

    public RecordRow Record { get; set; } = null!;

    public object? this[string slot]
    {
        get => _slots.GetValueOrDefault(slot);
        set => _slots[slot] = value;
    }
}
