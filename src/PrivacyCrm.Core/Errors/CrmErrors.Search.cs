namespace PrivacyCrm.Core.Errors;

/// <content>Refusals about criteria.</content>
public static partial class CrmErrors
{
    /// <summary>Refusals of searches and counts.</summary>
    public static class Search
    {
        /// <summary>None of the four kinds of search was asked for.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError NothingToSearch() => new(
            "EXPECTED_PARAM_MISSING", 400, "one of the expected parameter is missing", ErrorDetails.Of(("param_names", new[] { "criteria", "email", "phone", "word" })));

        /// <summary>The module cannot be searched. The message is misspelt in the original.</summary>
        /// <param name="module">The module's API name.</param>
        /// <returns>The refusal.</returns>
        public static CrmError ModuleNotSearchable(string module) =>
            new("NOT_SUPPORTED", 400, "module not suppoted for search", ErrorDetails.Of(("module", module)));

        /// <summary>A restricted field was named in criteria or a sort order.</summary>
        /// <param name="apiName">The field.</param>
        /// <returns>The refusal, byte for byte that of the GDPR page.</returns>
        public static CrmError RestrictedField(string apiName) =>
            new("INVALID_QUERY", 400, "invalid query formed", ErrorDetails.Of(("reason", "Cannot use the restricted field."), ("api_name", apiName)));

        /// <summary>The criteria cannot be read.</summary>
        /// <param name="position">The place of the first character that does not fit, from zero.</param>
        /// <returns>The refusal.</returns>
        public static CrmError InvalidCriteria(int position) =>
            new("INVALID_QUERY", 400, "Invalid query formed", ErrorDetails.Of(("reason", "invalid criteria"), ("position", position)));

        /// <summary>There is no such field, or it cannot be searched.</summary>
        /// <param name="apiName">The field as sent.</param>
        /// <returns>The refusal.</returns>
        public static CrmError FieldNotSearchable(string apiName) => new(
            "INVALID_QUERY", 400, "the field is not available for search", ErrorDetails.Of(("reason", "the field is not available for search"), ("api_name", apiName)));

        /// <summary>The operator does not exist for the field's data type.</summary>
        /// <param name="apiName">The field.</param>
        /// <param name="sentOperator">The operator as sent.</param>
        /// <returns>The refusal.</returns>
        public static CrmError InvalidOperator(string apiName, string sentOperator) => new(
            "INVALID_QUERY",
            400,
            "invalid operator found",
            ErrorDetails.Of(("operator", sentOperator), ("reason", "The operator is not valid for the field type"), ("api_name", apiName)));

        /// <summary>A value is not of the field's data type.</summary>
        /// <param name="apiName">The field.</param>
        /// <param name="expectedDataType">What would have been read.</param>
        /// <param name="value">The caller's own input.</param>
        /// <returns>The refusal.</returns>
        public static CrmError InvalidValue(string apiName, string expectedDataType, string value) => new(
            "INVALID_QUERY",
            400,
            "Invalid query formed",
            ErrorDetails.Of(("expected_data_type", expectedDataType), ("reason", "invalid value for search"), ("api_name", apiName), ("value", value)));

        /// <summary>An operator got too few or too many values, or an empty one.</summary>
        /// <param name="apiName">The field.</param>
        /// <param name="value">The caller's own input.</param>
        /// <returns>The refusal.</returns>
        public static CrmError WrongNumberOfValues(string apiName, string value) => new(
            "INVALID_QUERY", 400, "invalid value for search", ErrorDetails.Of(("reason", "Please check the value of the field"), ("api_name", apiName), ("value", value)));

        /// <summary>More than 100 values for <c>in</c>.</summary>
        /// <param name="apiName">The field.</param>
        /// <returns>The refusal.</returns>
        public static CrmError TooManyValues(string apiName) =>
            new("INVALID_QUERY", 400, "Only 100 values are allowed in \"IN\" criteria", ErrorDetails.Of(("api_name", apiName)));

        /// <summary>More than 15 conditions.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError TooManyConditions() =>
            new("CRITERIA_LIMIT_EXCEEDED", 400, "no of criterium that can be given exceed the limit 15", ErrorDetails.Empty);

        /// <summary>An e-mail or phone search with a value that cannot be one.</summary>
        /// <param name="parameter">The parameter.</param>
        /// <returns>The refusal.</returns>
        public static CrmError InvalidParameter(string parameter) =>
            new("INVALID_QUERY", 400, "Invalid query formed", ErrorDetails.Of(("param_name", parameter)));

        /// <summary>A word has two letters at least.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError WordTooShort() =>
            new("INVALID_DATA", 400, "provide atleast 2 letters for search", ErrorDetails.Of(("param_name", "word")));

        /// <summary>An e-mail or phone search in a module without such a field.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError NoFieldOfType() =>
            new("FIELD_TYPE_UNAVAILABLE", 400, "this data type is not found in this module", ErrorDetails.Empty);
    }
}
