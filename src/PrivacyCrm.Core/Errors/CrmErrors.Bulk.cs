namespace PrivacyCrm.Core.Errors;

/// <content>Refusals of bulk calls.</content>
public static partial class CrmErrors
{
    /// <summary>Refusals of bulk read and bulk write. Codes are the original's; it documents few of the messages.</summary>
    public static class Bulk
    {
        /// <summary>There is no body.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError BodyEmpty() => new("REQUEST_BODY_IS_EMPTY", 400, "The request body is empty.", ErrorDetails.Empty);

        /// <summary>The body is not JSON.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError BodyUnreadable() => new("REQUEST_BODY_NOT_READABLE", 400, "The request body is not readable.", ErrorDetails.Empty);

        /// <summary>The body is JSON of another form.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError BodyNotSupported() => new("REQUEST_BODY_NOT_SUPPORTED", 400, "The request body is not supported.", ErrorDetails.Empty);

        /// <summary>The criteria have another form.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError InvalidCriteria() => new("INVALID_CRITERIA", 400, "The given criteria is invalid.", ErrorDetails.Empty);

        /// <summary>Criteria are a condition and a group at once.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError AmbiguousCriteria() => new("AMBIGUOUS_CRITERIA", 400, "The given criteria is ambiguous.", ErrorDetails.Empty);

        /// <summary>A group lacks its operator or its members.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError AmbiguousGroup() => new("AMBIGUOUS_GROUP_IN_CRITERIA", 400, "The group in the criteria is ambiguous.", ErrorDetails.Empty);

        /// <summary>A field cannot be used in criteria, for example because it is restricted.</summary>
        /// <param name="apiName">The field.</param>
        /// <returns>The refusal.</returns>
        public static CrmError CriteriaFieldNotSupported(string apiName) => new(
            "FIELD_IN_CRITERIA_NOT_SUPPORTED", 400, "The field in the criteria is not supported.", ErrorDetails.Of(("api_name", apiName)));

        /// <summary>There is no such field.</summary>
        /// <param name="apiName">The field as sent.</param>
        /// <returns>The refusal.</returns>
        public static CrmError CriteriaFieldNotAvailable(string apiName) => new(
            "FIELD_IN_CRITERIA_NOT_AVAILABLE", 400, "The field in the criteria is not available.", ErrorDetails.Of(("api_name", apiName)));

        /// <summary>The comparator does not exist for the field's type.</summary>
        /// <param name="apiName">The field.</param>
        /// <param name="comparator">The comparator as sent.</param>
        /// <param name="supported">Those that exist.</param>
        /// <returns>The refusal.</returns>
        public static CrmError ComparatorNotSupported(string apiName, string comparator, IEnumerable<string> supported) => new(
            "FIELD_COMPARATOR_IN_CRITERIA_NOT_SUPPORTED",
            400,
            "The comparator is not supported for the field in the criteria.",
            ErrorDetails.Of(("comparator", comparator), ("api_name", apiName), ("supported", supported)));

        /// <summary>A value has not the form that the comparator and the field ask for.</summary>
        /// <param name="apiName">The field.</param>
        /// <param name="comparator">The comparator.</param>
        /// <returns>The refusal.</returns>
        public static CrmError ValueNotCompatible(string apiName, string comparator) => new(
            "COMPARATOR_AND_VALUE_IN_CRITERIA_NOT_COMPATIBLE",
            400,
            "The comparator and the value in the criteria are not compatible.",
            ErrorDetails.Of(("api_name", apiName), ("comparator", comparator)));

        /// <summary>A group has another operator than and, or.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError GroupOperatorNotSupported() => new(
            "GROUP_OPERATOR_NOT_SUPPORTED", 400, "The group operator is not supported.", ErrorDetails.Of(("supported", new[] { "and", "or" })));

        /// <summary>Too many conditions.</summary>
        /// <param name="limit">The greatest number.</param>
        /// <returns>The refusal.</returns>
        public static CrmError TooManyCriteria(int limit) =>
            new("CRITERIA_LIMIT_EXCEEDED", 400, "The number of criteria exceeds the limit.", ErrorDetails.Of(("max_limit", limit)));

        /// <summary>Too many values in a list.</summary>
        /// <param name="limit">The greatest number.</param>
        /// <returns>The refusal.</returns>
        public static CrmError TooManyValues(int limit) =>
            new("VALUE_LIMIT_EXCEEDED_IN_CRITERIA", 400, "The number of values in the criteria exceeds the limit.", ErrorDetails.Of(("max_limit", limit)));

        /// <summary>A value of criteria is something else than a value.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError ValueTypeNotSupported() => new("VALUE_TYPE_NOT_SUPPORTED", 400, "The value type is not supported.", ErrorDetails.Empty);

        /// <summary>Fields of too many referenced records.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError TooManyJoins() => new("JOIN_LIMIT_EXCEEDED", 400, "The number of joins exceeds the limit.", ErrorDetails.Empty);

        /// <summary>A callback by another method than POST.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError CallbackMethod() => new(
            "INVALID_CALLBACK_METHOD", 400, "Invalid callback method provided", ErrorDetails.Of(("supported_callback_methods", new[] { "post" })));

        /// <summary>A callback to no address of the web.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError CallbackUrl() => new("INVALID_CALLBACK_URL", 400, "Invalid callback URL provided", ErrorDetails.Empty);

        /// <summary>A page beyond those that can be asked for by number.</summary>
        /// <param name="limit">The last one.</param>
        /// <returns>The refusal.</returns>
        public static CrmError PageRange(int limit) =>
            new("PAGE_RANGE_EXCEEDED", 400, "The given page range exceeds the limit.", ErrorDetails.Of(("max_limit", limit)));

        /// <summary>The module has no records for bulk calls, or not for this caller.</summary>
        /// <param name="apiName">The module.</param>
        /// <returns>The refusal.</returns>
        public static CrmError ModuleNotSupported(string apiName) =>
            new("MODULE_NOT_SUPPORTED", 400, "The module is not supported.", ErrorDetails.Of(("api_name", apiName)));

        /// <summary>There is no such module.</summary>
        /// <param name="apiName">The module as sent.</param>
        /// <returns>The refusal.</returns>
        public static CrmError ModuleNotAvailable(string apiName) =>
            new("MODULE_NOT_AVAILABLE", 400, "Requested module is not available.", ErrorDetails.Of(("api_name", apiName)));

        /// <summary>There is no such custom view for the caller, or it needs a field that is closed.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError ViewNotSupported() => new("CVID_NOT_SUPPORTED", 400, "The given cvid is not supported.", ErrorDetails.Empty);

        /// <summary>A field has no form in a file.</summary>
        /// <param name="apiName">The field.</param>
        /// <returns>The refusal.</returns>
        public static CrmError FieldNotSupported(string apiName) =>
            new("FIELD_NOT_SUPPORTED", 400, "The field is not supported.", ErrorDetails.Of(("api_name", apiName)));

        /// <summary>There is no such field.</summary>
        /// <param name="apiName">The field as sent.</param>
        /// <returns>The refusal.</returns>
        public static CrmError FieldNotAvailable(string apiName) =>
            new("FIELD_NOT_AVAILABLE", 400, "The field is not available.", ErrorDetails.Of(("api_name", apiName)));

        /// <summary>A kind of file that is not made.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError MediaTypeNotSupported() => new("MEDIA_TYPE_NOT_SUPPORTED", 415, "The media type is not supported.", ErrorDetails.Empty);

        /// <summary>There is no such job for the caller, or its file is not kept any longer.</summary>
        /// <param name="id">The id in the path, as sent.</param>
        /// <returns>The refusal.</returns>
        public static CrmError NotFound(string id) =>
            new("RESOURCE_NOT_FOUND", 404, "The requested resource doesn't exist.", ErrorDetails.Of(("resource", id)));

        /// <summary>An upload lacks its headers, or names another organization.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError UploadHeaders() => new("INVALID_REQUEST", 400, "check if headers [feature, X-CRM-ORG] are present and valid", ErrorDetails.Empty);

        /// <summary>An upload is no zip with CSV files.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError InvalidFileFormat() => new("INVALID_FILE_FORMAT", 400, "invalid file format. only zip format is supported", ErrorDetails.Empty);

        /// <summary>An upload is larger than allowed.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError FileTooLarge() => new("FILE_TOO_LARGE", 413, "File size too large to process", ErrorDetails.Empty);

        /// <summary>The id of a file is not one.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError InvalidFileId() => new("INVALID_FILE_ID", 400, "improper file id", ErrorDetails.Empty);

        /// <summary>There is no such file of the caller, or none of that name in it.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError FileNotFound() => new("FILE_NOT_FOUND", 400, "The file is not found.", ErrorDetails.Empty);

        /// <summary>The file cannot be read, or it is not said which of several is meant.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError FileNotSupported() => new("FILE_NOT_SUPPORTED", 400, "File not supported for bulk write", ErrorDetails.Empty);

        /// <summary>More columns than can be mapped.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError TooManyColumns() => new("HEADER_LIMIT_EXCEEDED", 400, "The number of headers exceeds the limit.", ErrorDetails.Empty);

        /// <summary>A mapping names a column that the file has not.</summary>
        /// <param name="apiName">The field of the mapping.</param>
        /// <returns>The refusal.</returns>
        public static CrmError ColumnNotFound(string apiName) =>
            new("COLUMN_INDEX_NOT_FOUND", 400, "The column index is not found.", ErrorDetails.Of(("api_name", apiName)));

        /// <summary>A mapping names a field that does not exist, that cannot be written in bulk, or twice.</summary>
        /// <param name="apiName">The field as sent.</param>
        /// <returns>The refusal.</returns>
        public static CrmError InvalidField(string apiName) =>
            new("INVALID_FIELD", 400, "invalid mapping. invalid api_name.", ErrorDetails.Of(("api_name", apiName)));

        /// <summary>A member is not one of those that are understood.</summary>
        /// <param name="apiName">The member.</param>
        /// <returns>The refusal.</returns>
        public static CrmError InvalidFormat(string apiName) => new("INVALID_FORMAT", 400, "The format is invalid.", ErrorDetails.Of(("api_name", apiName)));

        /// <summary>A mandatory field of the module is not mapped.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError MandatoryNotMapped() =>
            new("MANDATORY_FIELDS_NOT_MAPPED", 400, "All mandatory fields are not mapped for the layout", ErrorDetails.Empty);

        /// <summary>An update or upsert does not say what finds records.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError FindByMissing() => new("MANDATORY_NOT_FOUND", 400, "Required key find_by is not available", ErrorDetails.Empty);

        /// <summary>A member of the body is missing.</summary>
        /// <param name="jsonPath">Its place.</param>
        /// <returns>The refusal.</returns>
        public static CrmError KeyMissing(string jsonPath) =>
            new("MISSING_REQUIRED_KEY", 400, "required key is not found in request body.", ErrorDetails.Of(("json_path", jsonPath)));

        /// <summary>More than one resource in an order.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError OneResourceOnly() => new(
            "COEXISTENCE_NOT_ALLOWED", 400, "Only one resource is allowed.", ErrorDetails.Of(("api_name", "resource"), ("json_path", "$.resource[1]")));

        /// <summary>More downloads than ten within a minute.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError TooManyRequests() => new("TOO_MANY_REQUESTS", 429, "Too many requests fired in the concurrent window.", ErrorDetails.Empty);
    }
}
