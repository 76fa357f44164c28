namespace PrivacyCrm.Core.Organizations;

/// <summary>A place in the organization's hierarchy.</summary>
public sealed record Role
{
    /// <summary>Gets the role's id.</summary>
    public required long Id { get; init; }

    /// <summary>Gets the name, unique in the organization.</summary>
    public required string Name { get; init; }

    /// <summary>Gets what people wrote about it.</summary>
    public string? Description { get; init; }

    /// <summary>Gets the role it reports to; null for the highest one.</summary>
    public long? ReportsTo { get; init; }

    /// <summary>Gets a value indicating whether people of the role see each other's records. It is kept; nothing here depends on it.</summary>
    public bool SharesWithPeers { get; init; }

    /// <summary>Gets when a user made it; null for roles that came with their first user.</summary>
    public DateTimeOffset? CreatedTime { get; init; }

    /// <summary>Gets who made it.</summary>
    public long? CreatedBy { get; init; }

    /// <summary>Gets when a user last changed it.</summary>
    public DateTimeOffset? ModifiedTime { get; init; }

    /// <summary>Gets who last changed it.</summary>
    public long? ModifiedBy { get; init; }
}
