namespace PrivacyCrm.Core.Errors;

/// <content>Refusals of callers who ask too much.</content>
public static partial class CrmErrors
{
    /// <summary>Refusals of callers who ask too much.</summary>
    public static class Limits
    {
        /// <summary>The organization has no credits left, or too many calls at once.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError TooManyRequests() => new("TOO_MANY_REQUESTS", 429, "You have made too many requests. Please try again after some time.", ErrorDetails.Empty);
    }
}
