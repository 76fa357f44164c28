namespace PrivacyCrm.Core.Errors;

/// <content>Refusals about custom views.</content>
public static partial class CrmErrors
{
    /// <summary>Refusals of changes to custom views.</summary>
    public static class Views
    {
        /// <summary>A view of the module has the name already.</summary>
        /// <param name="jsonPath">Where the name is.</param>
        /// <returns>The refusal.</returns>
        public static CrmError DuplicateName(string jsonPath) =>
            new("DUPLICATE_DATA", 400, "duplicate data", ErrorDetails.Of(("api_name", "name"), ("json_path", jsonPath))) { IsAboutBody = true };

        /// <summary>There is no such view, or no longer.</summary>
        /// <param name="id">The id as sent.</param>
        /// <returns>The refusal.</returns>
        public static CrmError NotDeletable(string id) =>
            new("INVALID_DATA", 400, "The provided CustomView is either invalid or already Deleted", ErrorDetails.Of(("id", id)));

        /// <summary>A view that every module has cannot be deleted.</summary>
        /// <param name="id">The view's id.</param>
        /// <returns>The refusal.</returns>
        public static CrmError SystemDefined(string id) =>
            new("NOT_ALLOWED", 400, "System defined custom views cannot be deleted", ErrorDetails.Of(("id", id)));

        /// <summary>A field that a view filters or sorts by cannot be deleted.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError FieldInUse() =>
            new("NOT_ALLOWED", 400, "The custom field has already used in other places", ErrorDetails.Of(("resource_path_index", 2)));
    }
}
