namespace PrivacyCrm.Core.Jobs;

/// <summary>Work that goes on after its request was answered, and after a restart of the server.</summary>
public sealed record Job
{
    /// <summary>Gets the organization it belongs to.</summary>
    public required long OrganizationId { get; init; }

    /// <summary>Gets its id. The file it makes, if any, has the same id.</summary>
    public required long Id { get; init; }

    /// <summary>Gets the name of its <see cref="IJobKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Gets the user it works for; what the user may do is asked again whenever it runs.</summary>
    public required long UserId { get; init; }

    /// <summary>Gets the scopes of the token it was ordered with, separated by spaces.</summary>
    public required string Scopes { get; init; }

    /// <summary>Gets what has become of it.</summary>
    public JobState State { get; init; } = JobState.Waiting;

    /// <summary>Gets what is to be done, as its kind wrote it. It may hold personal values and is never logged.</summary>
    public required string Definition { get; init; }

    /// <summary>Gets what is done already, as its kind wrote it with the last step.</summary>
    public string Progress { get; init; } = string.Empty;

    /// <summary>Gets how often it was taken since its last step.</summary>
    public int Attempts { get; init; }

    /// <summary>Gets the mark of the run that has the job; a step with another mark is refused.</summary>
    public string? LeaseOwner { get; init; }

    /// <summary>Gets when it was ordered.</summary>
    public required DateTimeOffset CreatedTime { get; init; }

    /// <summary>Gets when it ended, or null.</summary>
    public DateTimeOffset? FinishedTime { get; init; }
}
