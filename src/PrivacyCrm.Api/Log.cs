using PrivacyCrm.Core.Jobs;

namespace PrivacyCrm.Api;

/// <summary>Everything the API logs: ids, names and counts, never a value.</summary>
internal static partial class Log
{
    [LoggerMessage(3001, LogLevel.Error, "Unexpected failure in request {RequestId}: {Description}")]
    public static partial void Unexpected(ILogger logger, string description, string requestId);

    [LoggerMessage(3002, LogLevel.Warning, "The database did not answer request {RequestId}: {Kind}")]
    public static partial void StoreUnavailable(ILogger logger, string kind, string requestId);

    [LoggerMessage(3003, LogLevel.Debug, "{Method} {Route} answered {Status} in {Milliseconds} ms for organization {OrganizationId}")]
    public static partial void Answered(ILogger logger, string method, string route, int status, double milliseconds, long organizationId);

    [LoggerMessage(3041, LogLevel.Information, "Erased {Count} records that stayed in a recycle bin for 60 days")]
    public static partial void Swept(ILogger logger, int count);

    [LoggerMessage(3042, LogLevel.Warning, "The recycle bins were not swept: {Kind}")]
    public static partial void NotSwept(ILogger logger, string kind);

    [LoggerMessage(3004, LogLevel.Information, "{Text}")]
    public static partial void Demo(ILogger logger, string text);

    [LoggerMessage(3010, LogLevel.Information, "Job {Kind} {JobId} of organization {OrganizationId} ended: {State}")]
    public static partial void JobEnded(ILogger logger, string kind, long jobId, long organizationId, JobState state);

    [LoggerMessage(3011, LogLevel.Error, "Job {Kind} {JobId} of organization {OrganizationId} was interrupted: {Exception} {Place}")]
    public static partial void JobInterrupted(ILogger logger, string kind, long jobId, long organizationId, string exception, string? place);

    [LoggerMessage(3012, LogLevel.Warning, "Job {Kind} {JobId} of organization {OrganizationId} was taken over by another run")]
    public static partial void JobLost(ILogger logger, string kind, long jobId, long organizationId);

    [LoggerMessage(3013, LogLevel.Warning, "The end of job {Kind} {JobId} of organization {OrganizationId} could not be told: {Exception}")]
    public static partial void JobNotTold(ILogger logger, string kind, long jobId, long organizationId, string exception);

    [LoggerMessage(3051, LogLevel.Information, "Scheduler {ComponentId} of organization {OrganizationId} ran: {Outcome}")]
    public static partial void Scheduled(ILogger logger, long componentId, long organizationId, string outcome);

    [LoggerMessage(3052, LogLevel.Warning, "{Work} cannot work at the moment: {Exception}")]
    public static partial void DueWorkPaused(ILogger logger, string work, string exception);

    [LoggerMessage(3053, LogLevel.Information, "Entry {EntryId} of the audit of organization {OrganizationId} for component {ComponentId}: {Outcome}")]
    public static partial void Told(ILogger logger, long entryId, long organizationId, long componentId, string outcome);

    [LoggerMessage(3014, LogLevel.Warning, "Jobs cannot be taken at the moment: {Exception}")]
    public static partial void JobsPaused(ILogger logger, string exception);
}
