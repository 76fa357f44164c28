namespace PrivacyCrm.Core.Errors;

/// <content>Refusals about what components use when they run.</content>
public static partial class CrmErrors
{
    /// <summary>Refusals about connections, requests of executions and schedules, told as those of <see cref="Consents"/>.</summary>
    public static class Runtime
    {
        /// <summary>A connection of that name is there, or there are too many.</summary>
        /// <param name="limit">The greatest number.</param>
        /// <returns>The refusal.</returns>
        public static CrmError ConnectionNotAdded(int limit) =>
            new("connection_exists", 409, "There is a connection of this name already, or there are too many.", ErrorDetails.Of(("limit", limit)));

        /// <summary>No such connection, or that of somebody else.</summary>
        /// <returns>The refusal, the same for both.</returns>
        public static CrmError ConnectionNotFound() => new("connection_not_found", 404, "There is no such connection.", ErrorDetails.Empty);

        /// <summary>The connection of an access is not there, works no more, or is not for the server that was asked for.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError ConnectionNotUsable() => new("connection_not_usable", 409, "The connection of this access cannot be used for this request.", ErrorDetails.Empty);

        /// <summary>The request that an execution asked for was made and brought no answer.</summary>
        /// <param name="reason">Why, in one word.</param>
        /// <returns>The refusal.</returns>
        public static CrmError RequestFailed(string reason) => new("request_failed", 502, "The request could not be made, or brought no answer.", ErrorDetails.Of(("reason", reason)));

        /// <summary>The scheduler has no schedule.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError ScheduleNotFound() => new("schedule_not_found", 404, "The scheduler has no schedule.", ErrorDetails.Empty);
    }
}
