namespace PrivacyCrm.Core.Errors;

/// <content>Refusals about queries.</content>
public static partial class CrmErrors
{
    /// <summary>Refusals of COQL.</summary>
    public static class Coql
    {
        private const string General = "Invalid query formed";

        /// <summary>The body has no query.</summary>
        /// <param name="apiName">The key that is missing.</param>
        /// <returns>The refusal.</returns>
        public static CrmError KeyMissing(string apiName) => new("MANDATORY_NOT_FOUND", 400, "mandatory key not found", ErrorDetails.Of(("api_name", apiName)));

        /// <summary>A key of the body has another type.</summary>
        /// <param name="apiName">The key.</param>
        /// <param name="expectedDataType">What would have been read.</param>
        /// <returns>The refusal.</returns>
        public static CrmError WrongType(string apiName, string expectedDataType) => new(
            "INVALID_DATA", 400, "invalid data", ErrorDetails.Of(("expected_data_type", expectedDataType), ("api_name", apiName), ("json_path", $"$.{apiName}")));

        /// <summary>A key of the body takes one of a few words.</summary>
        /// <param name="apiName">The key.</param>
        /// <param name="index">The place in its list.</param>
        /// <param name="supported">The words.</param>
        /// <returns>The refusal.</returns>
        public static CrmError NotSupportedValue(string apiName, int index, IEnumerable<string> supported) => new(
            "INVALID_DATA", 400, "invalid data", ErrorDetails.Of(("api_name", apiName), ("json_path", $"$.{apiName}[{index}]"), ("supported_values", supported)));

        /// <summary>A clause is missing.</summary>
        /// <param name="clause">select, from or where.</param>
        /// <returns>The refusal.</returns>
        public static CrmError MissingClause(string clause) => new("SYNTAX_ERROR", 400, "missing clause", ErrorDetails.Of(("clause", clause)));

        /// <summary>A word or sign stands where it cannot.</summary>
        /// <param name="line">Its line, from one.</param>
        /// <param name="column">Its column, from zero.</param>
        /// <param name="near">The word or sign.</param>
        /// <returns>The refusal.</returns>
        public static CrmError UnexpectedToken(int line, int column, string near) =>
            new("SYNTAX_ERROR", 400, "unexpected token", ErrorDetails.Of(("line", line), ("column", column), ("near", near)));

        /// <summary>The query ends too early, or chains conditions without brackets. The message is misspelt in the original.</summary>
        /// <param name="near">The word after which something is missing, or the one too many.</param>
        /// <returns>The refusal.</returns>
        public static CrmError Unparsable(string near) => new("SYNTAX_ERROR", 400, "error occured while parsing the query", ErrorDetails.Of(("near", near)));

        /// <summary>There is no such operator.</summary>
        /// <param name="sentOperator">The operator as sent.</param>
        /// <returns>The refusal.</returns>
        public static CrmError UnknownOperator(string sentOperator) => new("SYNTAX_ERROR", 400, "operator not supported", ErrorDetails.Of(("operator", sentOperator)));

        /// <summary>Not a select, or one with a part of the language that is not here.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError NotSupported() => new("SYNTAX_ERROR", 400, "given coql query not supported", ErrorDetails.Empty);

        /// <summary>The parts of the query do not fit together.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError Invalid() => new("INVALID_QUERY", 400, General, ErrorDetails.Empty);

        /// <summary>The operator does not exist for the column's data type.</summary>
        /// <param name="column">The column.</param>
        /// <param name="sentOperator">The operator.</param>
        /// <returns>The refusal.</returns>
        public static CrmError InvalidOperator(string column, string sentOperator) => new(
            "INVALID_QUERY", 400, General, ErrorDetails.Of(("reason", "invalid operator found"), ("column_name", column), ("operator", sentOperator)));

        /// <summary>A restricted field was named where its value would decide.</summary>
        /// <param name="column">The column as written.</param>
        /// <param name="apiName">The field that is restricted.</param>
        /// <returns>The refusal.</returns>
        public static CrmError RestrictedField(string column, string apiName) => new(
            "INVALID_QUERY", 400, General, ErrorDetails.Of(("reason", "Cannot use the restricted field."), ("column_name", column), ("api_name", apiName)));

        /// <summary>A value is not of the column's data type.</summary>
        /// <param name="column">The column.</param>
        /// <param name="expectedDataType">What would have been read.</param>
        /// <returns>The refusal.</returns>
        public static CrmError InvalidValue(string column, string expectedDataType) => new(
            "INVALID_QUERY", 400, "value given seems to be invalid for the column", ErrorDetails.Of(("column_name", column), ("expected_data_type", expectedDataType)));

        /// <summary>There is no such column to order or group by.</summary>
        /// <param name="column">The column.</param>
        /// <param name="module">The module.</param>
        /// <returns>The refusal.</returns>
        public static CrmError InvalidColumn(string column, string module) =>
            new("INVALID_QUERY", 400, "column given seems to be invalid", ErrorDetails.Of(("column_name", column), ("module", module)));

        /// <summary>There is no such column to select.</summary>
        /// <param name="column">The column.</param>
        /// <returns>The refusal.</returns>
        public static CrmError UnsupportedColumn(string column) => new("INVALID_QUERY", 400, "unsupported column", ErrorDetails.Of(("column_name", column)));

        /// <summary>There is no such column to compare.</summary>
        /// <param name="column">The column.</param>
        /// <param name="value">The caller's own input.</param>
        /// <param name="sentOperator">The operator.</param>
        /// <returns>The refusal.</returns>
        public static CrmError UnsupportedCriteriaColumn(string column, string value, string sentOperator) => new(
            "INVALID_QUERY",
            400,
            "unsupported column in criteria",
            ErrorDetails.Of(("cv_criteria", false), ("column_name", column), ("value", value), ("operator", sentOperator)));

        /// <summary>The limit is not a number.</summary>
        /// <param name="limit">The limit as sent.</param>
        /// <returns>The refusal.</returns>
        public static CrmError InvalidLimit(string limit) => new("INVALID_QUERY", 400, "limit given seems to be invalid", ErrorDetails.Of(("limit", limit)));

        /// <summary>A column without an alias has the name that another one has as its alias.</summary>
        /// <param name="column">The column with the alias.</param>
        /// <param name="alias">The alias.</param>
        /// <returns>The refusal.</returns>
        public static CrmError AliasIsColumn(string column, string alias) => new(
            "INVALID_QUERY",
            400,
            "column name or property name given in select columns without alias name cannot be an alias name for other select columns",
            ErrorDetails.Of(("column_name", column), ("alias", alias)));

        /// <summary>No rows were asked for.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError LimitTooSmall() => new("INVALID_DATA", 400, "limit should be greater than 0", ErrorDetails.Empty);

        /// <summary>There is no such function, or not for the column's data type.</summary>
        /// <param name="column">Function and column as written.</param>
        /// <returns>The refusal.</returns>
        public static CrmError UnsupportedFunction(string column) => new(
            "INVALID_DATA", 400, "invalid data", ErrorDetails.Of(("reason", "unsupported aggregate function"), ("column", column)));

        /// <summary>An alias without a letter.</summary>
        /// <param name="column">The column.</param>
        /// <returns>The refusal.</returns>
        public static CrmError EmptyAlias(string column) =>
            new("INVALID_ALIAS", 400, "alias name cannot be an empty string", ErrorDetails.Of(("column_name", column), ("alias", string.Empty)));

        /// <summary>Two columns have one alias.</summary>
        /// <param name="columns">The columns.</param>
        /// <param name="alias">The alias.</param>
        /// <returns>The refusal.</returns>
        public static CrmError DuplicateAlias(IEnumerable<string> columns, string alias) => new(
            "DUPLICATE_ALIAS", 400, "same alias cannot refer more than one column", ErrorDetails.Of(("referred_columns", columns), ("alias", alias)));

        /// <summary>A column is selected twice.</summary>
        /// <param name="column">The column.</param>
        /// <returns>The refusal.</returns>
        public static CrmError DuplicateColumn(string column) => new("DUPLICATE_DATA", 400, "duplicate select column", ErrorDetails.Of(("column_name", column)));

        /// <summary>A function of a column is selected twice.</summary>
        /// <param name="column">The column.</param>
        /// <param name="function">The function.</param>
        /// <returns>The refusal.</returns>
        public static CrmError DuplicateFunction(string column, string function) =>
            new("DUPLICATE_DATA", 400, "duplicate aggregate function", ErrorDetails.Of(("column_name", column), ("aggregate", function)));

        /// <summary>There is no such module.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError UnknownModule() => new("INVALID_MODULE", 400, "the given module is not supported in api", ErrorDetails.Empty);

        /// <summary>The query has more of something than it may.</summary>
        /// <param name="by">Of what.</param>
        /// <param name="limit">The greatest number.</param>
        /// <returns>The refusal.</returns>
        public static CrmError TooMany(string by, int limit) => new("LIMIT_EXCEEDED", 400, "limit exceeded", ErrorDetails.Of(("by", by), ("limit", limit)));
    }
}
