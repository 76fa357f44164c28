namespace PrivacyCrm.Store.Rows;

/// <summary>Something that the server of a component is to be told.</summary>
internal sealed class ConsentNoticeRow : IOrganizationRow
{
    public long OrganizationId { get; set; }

    public long ComponentId { get; set; }

    public long Time { get; set; }

    public long EntryId { get; set; }

    public long NextTime { get; set; }

    public int Tries { get; set; }

    public required string Address { get; set; }
}
