namespace PrivacyCrm.Store.Rows;

/// <summary>A question that somebody was asked.</summary>
internal sealed class ConsentRequestRow : IConsentRow
{
    public long OrganizationId { get; set; }

    public long Id { get; set; }

    public int Audience { get; set; }

    public long SubjectId { get; set; }

    public long TargetId { get; set; }

    public required string Digest { get; set; }

    public long Expires { get; set; }

    public long? EndedTime { get; set; }

    public int? Outcome { get; set; }

    public required string Definition { get; set; }
}
