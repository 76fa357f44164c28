namespace PrivacyCrm.Core.Errors;

/// <summary>The catalogue of refusals: every code, status and message is written here and nowhere else.</summary>
/// <remarks>Wording follows the original service, its spelling included. Users read the same list in <c>docs/errors.md</c>.</remarks>
public static partial class CrmErrors
{
    /// <summary>Refusals about the caller, the address or the whole request.</summary>
    public static class Requests
    {
        /// <summary>No token, or not in the <c>Authorization</c> header.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError NotAuthenticated() => new("AUTHENTICATION_FAILURE", 401, "Authentication failed", ErrorDetails.Empty);

        /// <summary>The token is unknown, expired or revoked, or its user is inactive.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError InvalidToken() => new("INVALID_TOKEN", 401, "invalid oauth token", ErrorDetails.Empty);

        /// <summary>The token lacks a scope of the endpoint.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError ScopeMismatch() => new("OAUTH_SCOPE_MISMATCH", 401, "Unauthorized", ErrorDetails.Empty);

        /// <summary>The user's profile does not allow the setting to be seen or changed.</summary>
        /// <param name="permission">What it would need, such as <c>Crm_Implied_Customize_Zoho_CRM</c>.</param>
        /// <returns>The refusal.</returns>
        public static CrmError SettingNotPermitted(string permission) =>
            new("NO_PERMISSION", 403, "permission denied", ErrorDetails.Of(("permissions", new[] { permission })));

        /// <summary>The user's profile does not allow to see, create or change records of the module.</summary>
        /// <param name="permission">What it would need, such as <c>Crm_Implied_View_Leads</c>.</param>
        /// <returns>The refusal.</returns>
        public static CrmError ModuleNotPermitted(string permission) =>
            new("NO_PERMISSION", 403, "Permission denied", ErrorDetails.Of(("permissions", new[] { permission })));

        /// <summary>The user's profile does not allow to delete records of the module.</summary>
        /// <param name="permission">What it would need, such as <c>Crm_Implied_Delete_Leads</c>.</param>
        /// <returns>The refusal.</returns>
        public static CrmError DeletionNotPermitted(string permission) =>
            new("NO_PERMISSION", 403, "Permission denied to delete", ErrorDetails.Of(("permissions", new[] { permission })));

        /// <summary>No such address.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError UnknownUrl() =>
            new("INVALID_URL_PATTERN", 404, "Please check if the URL trying to access is a correct one", ErrorDetails.Empty);

        /// <summary>The address exists, the method does not.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError WrongMethod() =>
            new("INVALID_REQUEST_METHOD", 400, "The http request method type is not a valid one", ErrorDetails.Empty);

        /// <summary>The endpoint came with a later version of the API.</summary>
        /// <param name="supportedVersion">The first version that has it, such as <c>v2.1</c>.</param>
        /// <returns>The refusal.</returns>
        public static CrmError VersionNotSupported(string supportedVersion) =>
            new("API_NOT_SUPPORTED", 400, "api not supported in this version", ErrorDetails.Of(("supported_version", supportedVersion)));

        /// <summary>The module in the path of a record call does not exist.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError UnknownModule() =>
            new("INVALID_MODULE", 400, "the module name given seems to be invalid", ErrorDetails.Of(("resource_path_index", 0)));

        /// <summary>The module named by a settings call does not exist.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError UnknownSettingsModule() =>
            new("INVALID_MODULE", 400, "the module name given seems to be invalid", ErrorDetails.Empty);

        /// <summary>The module exists, but has no records in the API.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError ModuleNotInApi() =>
            new("INVALID_MODULE", 400, "The given module is not supported in API", ErrorDetails.Of(("resource_path_index", 0)));

        /// <summary>The module does not allow the operation, so the caller has no right to it.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError OperationNotAllowed() =>
            new("AUTHORIZATION_FAILED", 400, "User does not have sufficient privilege to perform this action", ErrorDetails.Empty);

        /// <summary>A mandatory query parameter is missing.</summary>
        /// <param name="parameter">Its name.</param>
        /// <returns>The refusal.</returns>
        public static CrmError ParameterMissing(string parameter) =>
            new("REQUIRED_PARAM_MISSING", 400, "required param is missing", ErrorDetails.Of(("param_name", parameter)));

        /// <summary>The list of ids to delete is missing.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError IdsMissing() =>
            new("REQUIRED_PARAM_MISSING", 400, "One of the expected parameter is missing", ErrorDetails.Of(("param_name", "ids")));

        /// <summary>A query parameter has a value it cannot have.</summary>
        /// <param name="parameter">Its name.</param>
        /// <returns>The refusal.</returns>
        public static CrmError InvalidParameter(string parameter) =>
            new("INVALID_DATA", 400, "invalid data", ErrorDetails.Of(("param_name", parameter)));

        /// <summary>A query parameter takes one of a few words, and got another one.</summary>
        /// <param name="parameter">Its name.</param>
        /// <returns>The refusal.</returns>
        public static CrmError PatternNotMatched(string parameter) =>
            new("PATTERN_NOT_MATCHED", 400, "Please check whether the input values are correct", ErrorDetails.Of(("param_name", parameter)));

        /// <summary>A query parameter lists more than it may.</summary>
        /// <param name="parameter">Its name.</param>
        /// <param name="limit">The greatest number allowed.</param>
        /// <returns>The refusal.</returns>
        public static CrmError TooMany(string parameter, int limit) =>
            new("LIMIT_EXCEEDED", 400, "limit exceeded", ErrorDetails.Of(("limit", limit), ("param_name", parameter)));

        /// <summary>The request is larger than the server reads.</summary>
        /// <param name="limit">The limit in bytes.</param>
        /// <returns>The refusal.</returns>
        public static CrmError TooLarge(int limit) =>
            new("LIMIT_EXCEEDED", 413, "the request body is larger than allowed", ErrorDetails.Of(("limit", limit)));

        /// <summary>The id in the path is not one, or does not exist where that is an error.</summary>
        /// <param name="index">The path segment, counted after the version.</param>
        /// <returns>The refusal.</returns>
        public static CrmError InvalidPathId(int index) =>
            new("INVALID_DATA", 400, "the id given seems to be invalid", ErrorDetails.Of(("resource_path_index", index)));

        /// <summary>The server cannot answer at the moment; nothing was changed.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError Unavailable() => new("SERVICE_UNAVAILABLE", 503, "Service unavailable", ErrorDetails.Empty);

        /// <summary>A bug or broken infrastructure; the log has the rest.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError Internal() => new("INTERNAL_ERROR", 500, "Internal Server Error", ErrorDetails.Empty);
    }
}
