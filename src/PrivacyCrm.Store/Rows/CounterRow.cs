namespace PrivacyCrm.Store.Rows;

/// <summary>The next number of an autonumber.</summary>
internal sealed class CounterRow : IOrganizationRow
{
    public long OrganizationId { get; set; }

    public long FieldId { get; set; }

    public long NextNumber { get; set; }
}
