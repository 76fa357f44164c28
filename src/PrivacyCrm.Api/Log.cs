namespace PrivacyCrm.Api;

/// <summary>Everything the API logs: ids, names and counts, never a value.</summary>
internal static partial class Log
{
    [LoggerMessage(3001, LogLevel.Error, "Unexpected failure in request {RequestId}: {Description}")]
    public static partial void Unexpected(ILogger logger, string description, string requestId);

    [LoggerMessage(3002, LogLevel.Warning, "The database did not answer request {RequestId}: {Kind}")]
    public static partial void StoreUnavailable(ILogger logger, string kind, string requestId);

    [LoggerMessage(3003, LogLevel.Information, "{Method} {Route} answered {Status} in {Milliseconds} ms for organization {OrganizationId}")]
    public static partial void Answered(ILogger logger, string method, string route, int status, double milliseconds, long organizationId);

    [LoggerMessage(3004, LogLevel.Information, "{Text}")]
    public static partial void Demo(ILogger logger, string text);
}
