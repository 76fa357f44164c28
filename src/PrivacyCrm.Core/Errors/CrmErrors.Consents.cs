namespace PrivacyCrm.Core.Errors;

/// <content>Refusals about components and consents.</content>
public static partial class CrmErrors
{
    /// <summary>Refusals under <c>/api/v3</c>, told as <c>{message, code}</c>. Codes in lower case, as the original has them there.</summary>
    public static class Consents
    {
        /// <summary>The caller has to decide first; the answer brings the prompt.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError ConsentRequired() => Of("consent_required", 403, "This component needs your permission before it can run.");

        /// <summary>An administrator has to decide first.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError AdminConsentRequired() => Of("admin_consent_required", 403, "An administrator has to give permission before this component can run.");

        /// <summary>Only administrators install extensions.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError InstallRestricted() => Of("extension_install_restricted", 403, "Only an organization administrator can install extensions.");

        /// <summary>The manifest does not have the access.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError UndeclaredAccess() => Of("undeclared_access", 403, "The component does not declare this access.");

        /// <summary>Nobody agreed to the access, or not any more.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError AccessNotGranted() => Of("access_not_granted", 403, "This access has not been granted.");

        /// <summary>The caller may not change or see this.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError NotPermitted() => Of("operation_not_permitted", 403, "You are not permitted to do this.");

        /// <summary>The component is switched off.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError ComponentDisabled() => Of("component_disabled", 403, "This component is disabled.");

        /// <summary>No such consent or request, or that of somebody else.</summary>
        /// <returns>The refusal, the same for both.</returns>
        public static CrmError ConsentNotFound() => Of("consent_not_found", 404, "There is no such consent.");

        /// <summary>No such component, or none for the caller.</summary>
        /// <returns>The refusal, the same for both.</returns>
        public static CrmError ComponentNotFound() => Of("component_not_found", 404, "There is no such component.");

        /// <summary>The component has no such handler.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError HandlerNotFound() => Of("handler_not_found", 404, "The component has no such handler.");

        /// <summary>No such extension.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError ExtensionNotFound() => Of("extension_not_found", 404, "There is no such extension.");

        /// <summary>No such execution, or not the caller's own.</summary>
        /// <returns>The refusal, the same for both.</returns>
        public static CrmError ExecutionNotFound() => Of("execution_not_found", 404, "There is no such execution.");

        /// <summary>What was shown is not what is there now.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError ManifestChanged() => Of("manifest_changed", 409, "The component has changed since it asked. Run it again to see what it needs now.");

        /// <summary>The question was answered already, or waits no longer.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError RequestClosed() => Of("consent_request_closed", 409, "This request has been decided already, or has lapsed.");

        /// <summary>The extension is installed already.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError AlreadyInstalled() => Of("extension_already_installed", 409, "The extension is installed already.");

        /// <summary>The extension is not installed.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError NotInstalled() => Of("extension_error_not_installed", 409, "The extension is not installed.");

        /// <summary>A handler asks for an object that it cannot get.</summary>
        /// <param name="param">Where it was asked for.</param>
        /// <returns>The refusal.</returns>
        public static CrmError PermissionNotAllowed(string param) =>
            new("permission_not_allowed_for_handler", 422, "The handler cannot be given this object.", ErrorDetails.Of(("param", param)));

        /// <summary>Too many teams.</summary>
        /// <param name="limit">The greatest number.</param>
        /// <returns>The refusal.</returns>
        public static CrmError TooManyTeams(int limit) => new("team_limit_exceeded", 422, "More teams than allowed.", ErrorDetails.Of(("limit", limit)));

        /// <summary>A yes leaves out an access that the component cannot run without.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError RequiredAccessMissing() => Of("required_access_missing", 422, "All required accesses have to be granted together.");

        /// <summary>A member of the body or a parameter is missing, unknown, or has a value it cannot have.</summary>
        /// <param name="param">Its name.</param>
        /// <returns>The refusal.</returns>
        public static CrmError InvalidInput(string param) => new("invalid_input", 400, "A value is missing, unknown or not valid.", ErrorDetails.Of(("param", param)));

        private static CrmError Of(string code, int status, string message) => new(code, status, message, ErrorDetails.Empty);
    }
}
