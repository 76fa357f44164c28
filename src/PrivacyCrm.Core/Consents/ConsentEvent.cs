using System.Collections.Immutable;

namespace PrivacyCrm.Core.Consents;

/// <summary>An entry of the audit: ids, keys, words and a time; never a text, a name or an address of anybody.</summary>
public sealed record ConsentEvent
{
    /// <summary>Gets its id.</summary>
    public required long Id { get; init; }

    /// <summary>Gets what happened.</summary>
    public required ConsentEventKind Kind { get; init; }

    /// <summary>Gets when.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Gets the user who did it; null for the clock.</summary>
    public long? ActorId { get; init; }

    /// <summary>Gets for whom.</summary>
    public required ConsentSubject Subject { get; init; }

    /// <summary>Gets the component or extension.</summary>
    public required long TargetId { get; init; }

    /// <summary>Gets the request, or null.</summary>
    public long? RequestId { get; init; }

    /// <summary>Gets the grant, or null.</summary>
    public long? GrantId { get; init; }

    /// <summary>Gets the execution, or null.</summary>
    public long? ExecutionId { get; init; }

    /// <summary>Gets the keys of the accesses that it is about.</summary>
    public ImmutableArray<string> AccessKeys { get; init; } = [];

    /// <summary>Gets why; one of the API's words.</summary>
    public string? Reason { get; init; }

    /// <summary>That a consent has run out, as it is told from the clock.</summary>
    /// <param name="grant">The consent.</param>
    /// <returns>The entry, which has the id of the consent.</returns>
    public static ConsentEvent Expiry(Grant grant)
    {
        ArgumentNullException.ThrowIfNull(grant);
        return new()
        {
            Id = grant.Id,
            Kind = ConsentEventKind.Expired,
            Time = grant.ExpiresTime,
            Subject = grant.Subject,
            TargetId = grant.Target.Id,
            GrantId = grant.Id,
            AccessKeys = [.. grant.Accesses.Select(access => access.Key)],
        };
    }
}
