namespace PrivacyCrm.Core.Errors;

/// <content>Refusals of the privacy rules.</content>
public static partial class CrmErrors
{
    /// <summary>Refusals of the privacy rules.</summary>
    public static class Privacy
    {
        /// <summary>The person asked to stop processing, so the record is read-only.</summary>
        /// <param name="jsonPath">Where the record's id is, or would be.</param>
        /// <param name="id">The record.</param>
        /// <returns>The refusal.</returns>
        public static CrmError StopProcessing(string jsonPath, string id) => new(
            "CANNOT_PROCESS", 400, "The record is in stop processing", ErrorDetails.Of(("api_name", "id"), ("json_path", jsonPath), ("id", id)))
        {
            IsAboutBody = true,
        };

        /// <summary>A field cannot be marked personal: privacy is off for its module, or the field does not allow it.</summary>
        /// <param name="jsonPath">Where the mark is.</param>
        /// <returns>The refusal.</returns>
        public static CrmError PrivateNotAllowed(string jsonPath) => new(
            "NOT_ALLOWED", 400, "Private is not allowed", ErrorDetails.Of(("api_name", "private"), ("json_path", jsonPath)))
        {
            IsAboutBody = true,
        };
    }
}
