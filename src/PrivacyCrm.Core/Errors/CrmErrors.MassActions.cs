namespace PrivacyCrm.Core.Errors;

/// <content>Refusals of writes to many records at once.</content>
public static partial class CrmErrors
{
    /// <summary>Refusals of mass updates and mass deletions.</summary>
    public static class MassActions
    {
        /// <summary>One of the ids is none, or does not exist for the caller.</summary>
        /// <param name="id">The id as sent.</param>
        /// <returns>The refusal.</returns>
        public static CrmError UnknownRecord(string id) => InBody("INVALID_DATA", "the id given seems to be invalid", ErrorDetails.Of(("id", id)));

        /// <summary>The processing of one of the records is stopped.</summary>
        /// <param name="id">The record.</param>
        /// <returns>The refusal.</returns>
        public static CrmError StopProcessing(string id) => InBody("CANNOT_PROCESS", "The record is in stop processing", ErrorDetails.Of(("id", id)));

        /// <summary>One of the records is a converted lead.</summary>
        /// <param name="id">The record.</param>
        /// <returns>The refusal.</returns>
        public static CrmError Converted(string id) => InBody("CONVERTED_RECORD", "can't update the converted record", ErrorDetails.Of(("id", id)));

        /// <summary>The field cannot be given one value for many records.</summary>
        /// <param name="apiName">The field.</param>
        /// <param name="jsonPath">Where it is.</param>
        /// <returns>The refusal.</returns>
        public static CrmError FieldNotAllowed(string apiName, string jsonPath) => InBody(
            "INVALID_DATA", "This field cannot be updated in the Mass Update", ErrorDetails.Of(("api_name", apiName), ("json_path", jsonPath)));

        /// <summary>More fields than one call may change.</summary>
        /// <param name="maximum">The greatest number allowed.</param>
        /// <returns>The refusal.</returns>
        public static CrmError TooManyFields(int maximum) => InBody(
            "LIMIT_EXCEEDED", "count of fields in your request exceeds the limit", ErrorDetails.Of(("maximum_length", maximum), ("api_name", "data"), ("json_path", "$.data[0]")));

        /// <summary>Ids and a custom view exclude each other.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError IdsAndView() => InBody(
            "AMBIGUITY_DURING_PROCESSING",
            "Please use either ids or cvid. Combination of both is not allowed",
            ErrorDetails.Of(("ambiguity_due_to", Array.ConvertAll(["ids", "cvid"], (string name) => ErrorDetails.Of(("api_name", name), ("json_path", $"$.{name}"))))));

        /// <summary>The custom view does not exist for the caller.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError UnknownView() =>
            InBody("INVALID_DATA", "the cvid given seems to be invalid", ErrorDetails.Of(("api_name", "cvid"), ("json_path", "$.cvid")));

        /// <summary>The custom view has no records. The message is ours.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError NoRecords() => new("NO_RECORDS_FOUND", 400, "no records found", ErrorDetails.Empty);

        /// <summary>Records of a territory cannot be chosen; to leave that out would write others as well.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError TerritoryNotEnabled() =>
            InBody("TERRITORY_NOT_ENABLED", "territory is not enabled", ErrorDetails.Of(("api_name", "territory"), ("json_path", "$.territory")));

        /// <summary>Nothing tells which job is meant.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError JobMissing() => new("MANDATORY_NOT_FOUND", 400, "required field not found", ErrorDetails.Of(("param_name", "job_id")));

        private static CrmError InBody(string code, string message, ErrorDetails details) => new(code, 400, message, details) { IsAboutBody = true };
    }
}
