namespace PrivacyCrm.Core.Errors;

/// <content>Refusals about profiles, roles and users.</content>
public static partial class CrmErrors
{
    /// <summary>Refusals of changes to profiles, roles and users.</summary>
    public static class People
    {
        /// <summary>The profile in the path does not exist.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError UnknownProfile() =>
            new("INVALID_DATA", 400, "the id given seems to be invalid or already deleted", ErrorDetails.Of(("resource_path_index", 2)));

        /// <summary>The profile that users are to get does not exist.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError UnknownTransfer() =>
            new("INVALID_DATA", 400, "the id given seems to be invalid or already deleted", ErrorDetails.Of(("param_name", "transfer_to")));

        /// <summary>Users have the profile, and the request does not say which one they get.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError TransferMissing() => new(
            "MANDATORY_NOT_FOUND", 400, "Users in the profile need to be transferred. transfer_to param is mandatory.", ErrorDetails.Of(("param", "transfer_to")));

        /// <summary>The profile that may do everything cannot be changed.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError SystemProfileUnchangeable() =>
            new("NOT_ALLOWED", 400, "System profile cannot be updated", ErrorDetails.Of(("resource_path_index", 2)));

        /// <summary>The profiles that every organization has cannot be deleted.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError SystemProfileUndeletable() =>
            new("NOT_ALLOWED", 400, "System profile cannot be deleted", ErrorDetails.Of(("resource_path_index", 2)));

        /// <summary>The organization has as many profiles as it may.</summary>
        /// <param name="limit">The limit.</param>
        /// <returns>The refusal.</returns>
        public static CrmError TooManyProfiles(int limit) =>
            new("LICENSE_LIMIT_EXCEEDED", 400, "Request exceeds your license limit.", ErrorDetails.Of(("limit", limit))) { IsAboutBody = true };

        /// <summary>The name of a profile has a character that it may not have.</summary>
        /// <param name="jsonPath">Where the name is.</param>
        /// <returns>The refusal.</returns>
        public static CrmError ProfileName(string jsonPath) =>
            At("INVALID_DATA", "Profile name should not contain the following special character(s) : #, %, &, (, ), *, ^", "name", jsonPath);

        /// <summary>There is no such permission.</summary>
        /// <param name="jsonPath">Where its id is.</param>
        /// <returns>The refusal.</returns>
        public static CrmError UnknownPermission(string jsonPath) => At("INVALID_DATA", "Invalid permission ID", "id", jsonPath);

        /// <summary>A permission is given without the one it depends on.</summary>
        /// <param name="jsonPath">Where its id is.</param>
        /// <returns>The refusal.</returns>
        public static CrmError ParentPermissionMissing(string jsonPath) =>
            At("INVALID_DATA", "Child permission can not be enabled, since its parent permission is disabled", "id", jsonPath);

        /// <summary>Roles report to each other in a circle, or there would be no highest one.</summary>
        /// <param name="jsonPath">Where it is.</param>
        /// <returns>The refusal.</returns>
        public static CrmError RoleCircle(string jsonPath) => At("INVALID_DATA", "invalid reporting role", "reporting_to", jsonPath);

        /// <summary>The role that is to take the users of a deleted one does not exist.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError UnknownRoleTransfer() =>
            new("INVALID_DATA", 400, "invalid transferToId", ErrorDetails.Of(("param_name", "transfer_to_id")));

        /// <summary>The highest role cannot be deleted.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError HighestRole() => new("NOT_ALLOWED", 400, "not allowed to delete the highest role", ErrorDetails.Of(("resource_path_index", 2)));

        /// <summary>Users cannot take away their own administrator rights or deactivate themselves.</summary>
        /// <param name="apiName">The member.</param>
        /// <param name="jsonPath">Where it is.</param>
        /// <returns>The refusal.</returns>
        public static CrmError OwnRights(string apiName, string jsonPath) => At("NOT_ALLOWED", "logged in user cannot change own profile or status", apiName, jsonPath);

        private static CrmError At(string code, string message, string apiName, string jsonPath) =>
            new(code, 400, message, ErrorDetails.Of(("api_name", apiName), ("json_path", jsonPath))) { IsAboutBody = true };
    }
}
