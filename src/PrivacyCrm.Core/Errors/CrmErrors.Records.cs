namespace PrivacyCrm.Core.Errors;

/// <content>Refusals about records.</content>
public static partial class CrmErrors
{
    /// <summary>Refusals about the body of a write and about single records.</summary>
    public static class Records
    {
        /// <summary>The body is not JSON, or not an object.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError UnreadableBody() =>
            InBody("INVALID_DATA", "body", ErrorDetails.Of(("expected_data_type", "jsonobject")));

        /// <summary>A mandatory member of the body is missing.</summary>
        /// <param name="apiName">The member.</param>
        /// <param name="jsonPath">Where it belongs.</param>
        /// <returns>The refusal.</returns>
        public static CrmError MandatoryMissing(string apiName, string jsonPath) =>
            InBody("MANDATORY_NOT_FOUND", "required field not found", Place(apiName, jsonPath));

        /// <summary>A value cannot be read, without more to say.</summary>
        /// <param name="apiName">The member.</param>
        /// <param name="jsonPath">Where it is.</param>
        /// <returns>The refusal.</returns>
        public static CrmError InvalidValue(string apiName, string jsonPath) => InBody("INVALID_DATA", "invalid data", Place(apiName, jsonPath));

        /// <summary>A value has another type or form than its field.</summary>
        /// <param name="apiName">The member.</param>
        /// <param name="jsonPath">Where it is.</param>
        /// <param name="expectedDataType">What would have been read.</param>
        /// <returns>The refusal.</returns>
        public static CrmError WrongType(string apiName, string jsonPath, string expectedDataType) => InBody(
            "INVALID_DATA", "invalid data", ErrorDetails.Of(("expected_data_type", expectedDataType), ("api_name", apiName), ("json_path", jsonPath)));

        /// <summary>A value is longer than its field.</summary>
        /// <param name="apiName">The member.</param>
        /// <param name="jsonPath">Where it is.</param>
        /// <param name="maximumLength">The field's length in characters, or in digits for numbers.</param>
        /// <returns>The refusal.</returns>
        public static CrmError TooLong(string apiName, string jsonPath, int maximumLength) => InBody(
            "INVALID_DATA", "invalid data", ErrorDetails.Of(("maximum_length", maximumLength), ("api_name", apiName), ("json_path", jsonPath)));

        /// <summary>A value is not one of a fixed list.</summary>
        /// <param name="apiName">The member.</param>
        /// <param name="jsonPath">Where it is.</param>
        /// <param name="supportedValues">The list.</param>
        /// <returns>The refusal.</returns>
        public static CrmError NotSupportedValue(string apiName, string jsonPath, IEnumerable<string> supportedValues) => InBody(
            "INVALID_DATA", "invalid data", ErrorDetails.Of(("api_name", apiName), ("json_path", jsonPath), ("supported_values", supportedValues.ToArray())));

        /// <summary>An id in the body is not one, or does not exist for the caller.</summary>
        /// <param name="apiName">The member.</param>
        /// <param name="jsonPath">Where it is.</param>
        /// <returns>The refusal.</returns>
        public static CrmError InvalidId(string apiName, string jsonPath) =>
            InBody("INVALID_DATA", "the id given seems to be invalid", Place(apiName, jsonPath));

        /// <summary>The id in the path of an update does not exist for the caller.</summary>
        /// <returns>The refusal, told inside <c>data[]</c>.</returns>
        public static CrmError InvalidPathId() => Requests.InvalidPathId(1) with { IsAboutBody = true };

        /// <summary>More records in one request than allowed.</summary>
        /// <param name="apiName">The list's name.</param>
        /// <param name="maximum">The greatest number allowed.</param>
        /// <returns>The refusal.</returns>
        public static CrmError TooManyRecords(string apiName, int maximum) => InBody(
            "LIMIT_EXCEEDED", "count of records in your request exceeds the limit", ErrorDetails.Of(("maximum_length", maximum), ("api_name", apiName)));

        /// <summary>Another record holds the value of a unique field.</summary>
        /// <param name="details">Made by the writer: which field, which record.</param>
        /// <returns>The refusal.</returns>
        public static CrmError Duplicate(ErrorDetails details) => InBody("DUPLICATE_DATA", "duplicate data", details);

        /// <summary>Several unique fields of one record clash.</summary>
        /// <param name="errors">One refusal each.</param>
        /// <returns>The refusal.</returns>
        public static CrmError Several(IEnumerable<CrmError> errors) =>
            InBody("MULTIPLE_OR_MULTI_ERRORS", "Multiple errors in the request", ErrorDetails.Of(("errors", errors.ToArray())));

        /// <summary>The record changed after the time in <c>If-Unmodified-Since</c>.</summary>
        /// <param name="details">The record's times and users.</param>
        /// <returns>The refusal.</returns>
        public static CrmError AlreadyModified(ErrorDetails details) =>
            new("ALREADY_MODIFIED", 412, "record updated time has already passed if-unmodified-since time", details) { IsAboutBody = true };

        /// <summary>A converted lead is read-only.</summary>
        /// <param name="jsonPath">Where its id is.</param>
        /// <returns>The refusal.</returns>
        public static CrmError Converted(string jsonPath) =>
            InBody("CONVERTED_RECORD", "can't update the converted record", Place("id", jsonPath));

        /// <summary>One of the records to delete does not exist.</summary>
        /// <param name="id">The id as sent.</param>
        /// <returns>The refusal.</returns>
        public static CrmError NotDeleted(string id) => InBody("INVALID_DATA", "record not deleted", ErrorDetails.Of(("id", id)));

        /// <summary>The record in the path of a delete does not exist.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError NotDeleted() => new("INVALID_DATA", 400, "record not deleted", ErrorDetails.Of(("resource_path_index", 1)));

        /// <summary>The id in the path of a delete is not a number.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError UnparsableId() => new(
            "INVALID_DATA", 400, "either the request body or parameters is in wrong format", ErrorDetails.Of(("resource_path_index", 1)));

        /// <summary>An id in the list of a delete is not a number.</summary>
        /// <param name="id">The id as sent.</param>
        /// <returns>The refusal.</returns>
        public static CrmError UnparsableId(string id) =>
            InBody("INVALID_DATA", "either the request body or parameters is in wrong format", ErrorDetails.Of(("id", id)));

        /// <summary>The module has no upsert.</summary>
        /// <param name="module">The module's API name.</param>
        /// <returns>The refusal.</returns>
        public static CrmError UpsertNotSupported(string module) =>
            new("NOT_SUPPORTED", 400, "the given module is not supported for upsert", ErrorDetails.Of(("module", module)));

        private static CrmError InBody(string code, string message, ErrorDetails details) => new(code, 400, message, details) { IsAboutBody = true };

        private static ErrorDetails Place(string apiName, string jsonPath) => ErrorDetails.Of(("api_name", apiName), ("json_path", jsonPath));
    }
}
