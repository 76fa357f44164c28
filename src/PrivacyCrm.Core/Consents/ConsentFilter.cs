namespace PrivacyCrm.Core.Consents;

/// <summary>Which requests or grants are wanted, the newest first. What is null does not matter.</summary>
public sealed record ConsentFilter
{
    /// <summary>Gets the id of the only one.</summary>
    public long? Id { get; init; }

    /// <summary>Gets the kind of who consents.</summary>
    public Audience? Audience { get; init; }

    /// <summary>Gets the id of who consents.</summary>
    public long? SubjectId { get; init; }

    /// <summary>Gets the component or extension.</summary>
    public long? TargetId { get; init; }

    /// <summary>Gets what has become of requests.</summary>
    public RequestState? RequestState { get; init; }

    /// <summary>Gets what grants are worth.</summary>
    public GrantState? GrantState { get; init; }

    /// <summary>Gets the moment of both states.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Gets a value indicating whether only those are wanted that nobody has closed or ended, even if they have run out.</summary>
    public bool IsNotEnded { get; init; }

    /// <summary>Gets the moment before which they run out.</summary>
    public DateTimeOffset? ExpiresBefore { get; init; }

    /// <summary>Gets the id that they come after, for the next page.</summary>
    public long? Before { get; init; }

    /// <summary>Gets the greatest number.</summary>
    public int Limit { get; init; } = int.MaxValue;

    /// <summary>Gets a value indicating whether it is counted how grants were used.</summary>
    public bool WithUses { get; init; }

    /// <summary>Those of one subject about one component or extension.</summary>
    /// <param name="subject">Who consents.</param>
    /// <param name="targetId">The component or extension.</param>
    /// <returns>The filter.</returns>
    public static ConsentFilter Of(ConsentSubject subject, long targetId)
    {
        ArgumentNullException.ThrowIfNull(subject);
        return new() { Audience = subject.Audience, SubjectId = subject.Id, TargetId = targetId };
    }
}
