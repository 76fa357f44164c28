using System.Collections.Immutable;

namespace PrivacyCrm.Core.Consents;

/// <summary>A question that waits for an answer: may this component touch these things? It keeps what was asked, word for word.</summary>
public sealed record ConsentRequest
{
    /// <summary>How long a question waits.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <summary>Gets its id.</summary>
    public required long Id { get; init; }

    /// <summary>Gets who is asked.</summary>
    public required ConsentSubject Subject { get; init; }

    /// <summary>Gets what is asked about.</summary>
    public required ConsentTarget Target { get; init; }

    /// <summary>Gets the manifest that is asked about.</summary>
    public required Manifest Manifest { get; init; }

    /// <summary>Gets the keys of accesses that were not agreed to before.</summary>
    public ImmutableArray<string> NewKeys { get; init; } = [];

    /// <summary>Gets why it is asked.</summary>
    public required ConsentReason Reason { get; init; }

    /// <summary>Gets when it was asked.</summary>
    public required DateTimeOffset CreatedTime { get; init; }

    /// <summary>Gets the first moment at which no answer is taken any more.</summary>
    public required DateTimeOffset ExpiresTime { get; init; }

    /// <summary>Gets when it was closed; null when nobody did.</summary>
    public DateTimeOffset? ClosedTime { get; init; }

    /// <summary>Gets what closed it.</summary>
    public RequestState? Outcome { get; init; }

    /// <summary>What has become of it.</summary>
    /// <param name="now">The moment.</param>
    /// <returns>The state.</returns>
    public RequestState StateAt(DateTimeOffset now) => Outcome ?? (now < ExpiresTime ? RequestState.Pending : RequestState.Lapsed);

    /// <summary>Closes it, for good.</summary>
    /// <param name="outcome">What closes it.</param>
    /// <param name="now">The moment.</param>
    /// <returns>The closed request.</returns>
    public ConsentRequest Close(RequestState outcome, DateTimeOffset now) =>
        StateAt(now) == RequestState.Lapsed ? this with { Outcome = RequestState.Lapsed, ClosedTime = ExpiresTime } : this with { Outcome = outcome, ClosedTime = now };
}
