namespace PrivacyCrm.Core.Errors;

/// <content>Refusals of conversions.</content>
public static partial class CrmErrors
{
    /// <summary>Refusals of conversions of leads.</summary>
    public static class Conversion
    {
        /// <summary>The lead was converted before.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError AlreadyConverted() => AboutPath("ID_ALREADY_CONVERTED", "id already converted");

        /// <summary>The person asked to stop processing, so the lead cannot be converted.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError StopProcessing() => AboutPath("CANNOT_PROCESS", "The record is in stop processing");

        /// <summary>The user who shall own the new records does not exist or does not work any more.</summary>
        /// <param name="apiName">The member that names the user.</param>
        /// <param name="jsonPath">Where it is.</param>
        /// <returns>The refusal.</returns>
        public static CrmError NotSubordinate(string apiName, string jsonPath) =>
            InBody("INVALID_DATA", "Non Subordinate User Found", ErrorDetails.Of(("api_name", apiName), ("json_path", jsonPath)));

        /// <summary>The stage of the deal is not one of its pipeline.</summary>
        /// <param name="jsonPath">Where it is.</param>
        /// <returns>The refusal.</returns>
        public static CrmError UnknownStage(string jsonPath) => InBody(
            "MAPPING_MISMATCH", "Pipeline doesn't contain the Stage", ErrorDetails.Of(("mapped_field", "Pipeline"), ("api_name", "Stage"), ("json_path", jsonPath)));

        /// <summary>The pipeline of the deal does not exist.</summary>
        /// <param name="jsonPath">Where it is.</param>
        /// <returns>The refusal.</returns>
        public static CrmError UnknownPipeline(string jsonPath) => InBody(
            "MAPPING_MISMATCH", "Layout doesn't contain the Pipeline", ErrorDetails.Of(("mapped_field", "Layout"), ("api_name", "Pipeline"), ("json_path", jsonPath)));

        /// <summary>The probability of the deal is not a percentage.</summary>
        /// <param name="expectedDataType">What would have been read.</param>
        /// <param name="jsonPath">Where it is.</param>
        /// <returns>The refusal.</returns>
        public static CrmError InvalidProbability(string expectedDataType, string jsonPath) => InBody(
            "INVALID_DATA",
            "Given Probability is not valid",
            ErrorDetails.Of(("expected_data_type", expectedDataType), ("api_name", "Probability"), ("json_path", jsonPath)));

        /// <summary>The contact belongs to another account than the one given. The message is misspelt in the original.</summary>
        /// <param name="jsonPath">Where the contact is.</param>
        /// <returns>The refusal.</returns>
        public static CrmError ContactMismatch(string jsonPath) =>
            InBody("DATA_MISMATCH", "give contact id is mismatched with the data", ErrorDetails.Of(("api_name", "Contacts"), ("json_path", jsonPath)));

        /// <summary>The contact that was found belongs to another account than the one given. The message is misspelt in the original.</summary>
        /// <param name="jsonPath">Where the account is.</param>
        /// <returns>The refusal.</returns>
        public static CrmError AccountMismatch(string jsonPath) =>
            InBody("DATA_MISMATCH", "give account id is mismatched with the data", ErrorDetails.Of(("api_name", "Accounts"), ("json_path", jsonPath)));

        /// <summary>A mandatory value is restricted in the lead and would become open.</summary>
        /// <param name="apiName">The field that would take it.</param>
        /// <param name="jsonPath">Where it belongs.</param>
        /// <returns>The refusal.</returns>
        public static CrmError RestrictedValue(string apiName, string jsonPath) => InBody(
            "NOT_ALLOWED", "a restricted value cannot be converted to a field that is not restricted", ErrorDetails.Of(("api_name", apiName), ("json_path", jsonPath)));

        private static CrmError AboutPath(string code, string message) => new(code, 400, message, ErrorDetails.Of(("resource_path_index", 1)));

        private static CrmError InBody(string code, string message, ErrorDetails details) => new(code, 400, message, details) { IsAboutBody = true };
    }
}
