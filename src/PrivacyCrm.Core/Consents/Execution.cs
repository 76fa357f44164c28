using System.Collections.Immutable;

namespace PrivacyCrm.Core.Consents;

/// <summary>One attempt to run a handler.</summary>
public sealed record Execution
{
    /// <summary>How long the token of an execution is valid at most.</summary>
    public static readonly TimeSpan TokenLifetime = TimeSpan.FromMinutes(5);

    /// <summary>How long it is kept, with the entries that tell what it used. How often and when a consent was used is kept for good.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(120);

    /// <summary>Gets its id.</summary>
    public required long Id { get; init; }

    /// <summary>Gets the component.</summary>
    public required long ComponentId { get; init; }

    /// <summary>Gets the entry point.</summary>
    public required string Handler { get; init; }

    /// <summary>Gets the acting user.</summary>
    public required long UserId { get; init; }

    /// <summary>Gets what has become of it.</summary>
    public required ExecutionStatus Status { get; init; }

    /// <summary>Gets the user's consent that it ran on; null when none was needed or there was none.</summary>
    public long? GrantId { get; init; }

    /// <summary>Gets the consent of an administrator that it ran on, for a part of an extension.</summary>
    public long? ExtensionGrantId { get; init; }

    /// <summary>Gets the keys of the accesses that it was allowed when it began.</summary>
    public ImmutableArray<string> AllowedKeys { get; init; } = [];

    /// <summary>Gets the hash of its token, which works while it is running; null when it got none.</summary>
    public string? TokenHash { get; init; }

    /// <summary>Gets when it began.</summary>
    public required DateTimeOffset StartedTime { get; init; }

    /// <summary>Gets when it ended; null while it is running.</summary>
    public DateTimeOffset? EndedTime { get; init; }

    /// <summary>Tells whether its token is valid.</summary>
    /// <param name="now">The moment.</param>
    /// <returns>True while it is running, and not for longer than a token lives.</returns>
    public bool IsRunningAt(DateTimeOffset now) => Status == ExecutionStatus.Running && now < StartedTime + TokenLifetime;
}
