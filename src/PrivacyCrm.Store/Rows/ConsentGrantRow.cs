namespace PrivacyCrm.Store.Rows;

/// <summary>A recorded yes.</summary>
internal sealed class ConsentGrantRow : IConsentRow
{
    public long OrganizationId { get; set; }

    public long Id { get; set; }

    public int Audience { get; set; }

    public long SubjectId { get; set; }

    public long TargetId { get; set; }

    public long Expires { get; set; }

    public long? EndedTime { get; set; }

    public int? Outcome { get; set; }

    public required string Definition { get; set; }
}
