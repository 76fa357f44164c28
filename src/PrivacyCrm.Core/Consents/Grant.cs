using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace PrivacyCrm.Core.Consents;

/// <summary>A recorded yes. It keeps facts; whether it counts is read from them and the clock, so nothing has to sweep them.</summary>
public sealed record Grant
{
    /// <summary>Gets its id.</summary>
    public required long Id { get; init; }

    /// <summary>Gets the question that it answers.</summary>
    public required long RequestId { get; init; }

    /// <summary>Gets for whom it was given.</summary>
    public required ConsentSubject Subject { get; init; }

    /// <summary>Gets what it was given to.</summary>
    public required ConsentTarget Target { get; init; }

    /// <summary>Gets the user who gave it.</summary>
    public required long GrantedBy { get; init; }

    /// <summary>Gets the version of the manifest that was shown.</summary>
    public required int ManifestVersion { get; init; }

    /// <summary>Gets the digest of the manifest that was shown.</summary>
    public required string Digest { get; init; }

    /// <summary>Gets what was agreed to, as it was shown.</summary>
    public required ImmutableArray<Access> Accesses { get; init; }

    /// <summary>Gets the server that was to be handed it; null for code that stays here.</summary>
    public string? Recipient { get; init; }

    /// <summary>Gets when it was given.</summary>
    public required DateTimeOffset GrantedTime { get; init; }

    /// <summary>Gets the first moment at which it does not count any more. Using it never moves that.</summary>
    public required DateTimeOffset ExpiresTime { get; init; }

    /// <summary>Gets when it was ended before its time; null when nobody did.</summary>
    public DateTimeOffset? EndedTime { get; init; }

    /// <summary>Gets why it was ended.</summary>
    public EndReason? EndReason { get; init; }

    /// <summary>Gets how many of its uses are not kept any more.</summary>
    public int ForgottenUses { get; init; }

    /// <summary>Gets when the last of them was.</summary>
    public DateTimeOffset? LastForgottenTime { get; init; }

    /// <summary>Gets how often components ran on it; counted when it is read.</summary>
    [JsonIgnore]
    public int UseCount { get; init; }

    /// <summary>Gets when a component last ran on it.</summary>
    [JsonIgnore]
    public DateTimeOffset? LastUsedTime { get; init; }

    /// <summary>What it is worth.</summary>
    /// <param name="now">The moment.</param>
    /// <returns>The state; all but active are final.</returns>
    public GrantState StateAt(DateTimeOffset now) => EndReason switch
    {
        null => now < ExpiresTime ? GrantState.Active : GrantState.Expired,
        Consents.EndReason.Expired => GrantState.Expired,
        Consents.EndReason.Superseded => GrantState.Superseded,
        _ => GrantState.Revoked,
    };

    /// <summary>Ends it. One that has run out stays one that has run out.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="now">The moment.</param>
    /// <returns>The ended grant.</returns>
    public Grant End(EndReason reason, DateTimeOffset now) => StateAt(now) switch
    {
        GrantState.Active => this with { EndedTime = now, EndReason = reason },
        GrantState.Expired => this with { EndedTime = ExpiresTime, EndReason = Consents.EndReason.Expired },
        _ => this,
    };

    /// <summary>Tells whether an access was agreed to, as wide as it is now.</summary>
    /// <param name="access">The access.</param>
    /// <returns>True when it was.</returns>
    public bool Covers(Access access) => Accesses.Any(agreed => agreed.Covers(access));
}
