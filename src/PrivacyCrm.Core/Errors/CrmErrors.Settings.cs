namespace PrivacyCrm.Core.Errors;

/// <content>Refusals about fields and modules.</content>
public static partial class CrmErrors
{
    /// <summary>Refusals of changes to fields and modules.</summary>
    public static class Settings
    {
        /// <summary>A field has the label already.</summary>
        /// <param name="jsonPath">Where the label is.</param>
        /// <returns>The refusal.</returns>
        public static CrmError DuplicateLabel(string jsonPath) => At("DUPLICATE_DATA", "Duplicate field label", "field_label", jsonPath);

        /// <summary>Two options of a picklist show the same text.</summary>
        /// <param name="jsonPath">Where the second one is.</param>
        /// <returns>The refusal.</returns>
        public static CrmError DuplicateOption(string jsonPath) => At("DUPLICATE_DATA", "duplicate display_value", "display_value", jsonPath);

        /// <summary>A module has the name already.</summary>
        /// <param name="apiName">The member that clashes.</param>
        /// <param name="jsonPath">Where it is.</param>
        /// <returns>The refusal.</returns>
        public static CrmError DuplicateModule(string apiName, string jsonPath) => At("DUPLICATE_DATA", "duplicate data", apiName, jsonPath);

        /// <summary>A mandatory member is missing.</summary>
        /// <param name="apiName">The member.</param>
        /// <param name="jsonPath">Where it belongs.</param>
        /// <returns>The refusal.</returns>
        public static CrmError MandatoryMissing(string apiName, string jsonPath) => At("MANDATORY_NOT_FOUND", "Required fields not found", apiName, jsonPath);

        /// <summary>A picklist comes without options.</summary>
        /// <param name="path">Where the field is.</param>
        /// <returns>The refusal.</returns>
        public static CrmError OptionsMissing(string path) => new(
            "EXPECTED_DEPENDENT_FIELD_MISSING",
            400,
            "global_picklist or values expected",
            ErrorDetails.Of(
                ("expected_fields", new[] { Place("pick_list_values", path), Place("global_picklist", path) }),
                ("dependee", Place("data_type", path))))
        {
            IsAboutBody = true,
        };

        /// <summary>The module has as many fields, unique fields or auto-numbers as it may.</summary>
        /// <param name="apiName">The member that asks for one more.</param>
        /// <param name="jsonPath">Where it is.</param>
        /// <returns>The refusal.</returns>
        public static CrmError LimitExceeded(string apiName, string jsonPath) => At("LIMIT_EXCEEDED", "maximum reached", apiName, jsonPath);

        /// <summary>Unique values are not possible for the field.</summary>
        /// <param name="jsonPath">Where they are asked for.</param>
        /// <returns>The refusal.</returns>
        public static CrmError UniqueNotAllowed(string jsonPath) => At("NOT_ALLOWED", "Unique case is not allowed", "unique", jsonPath);

        /// <summary>Something of the field cannot be changed.</summary>
        /// <param name="apiName">The member.</param>
        /// <param name="jsonPath">Where it is.</param>
        /// <returns>The refusal.</returns>
        public static CrmError ChangeNotAllowed(string apiName, string jsonPath) => At("NOT_ALLOWED", "not allowed to change", apiName, jsonPath);

        /// <summary>The name is one of ours.</summary>
        /// <param name="apiName">The member.</param>
        /// <param name="jsonPath">Where it is.</param>
        /// <returns>The refusal.</returns>
        public static CrmError ReservedWord(string apiName, string jsonPath) =>
            At("RESERVED_KEYWORD_NOT_ALLOWED", "reserved keyword is not allowed", apiName, jsonPath) with { Status = 403 };

        /// <summary>Records hold the value twice, so the field cannot become unique.</summary>
        /// <param name="jsonPath">Where it is asked for.</param>
        /// <returns>The refusal.</returns>
        public static CrmError ValuesNotUnique(string jsonPath) => At("NOT_ALLOWED", "the field has duplicate values in its records", "unique", jsonPath);

        /// <summary>Only fields that a user made can be deleted.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError OnlyCustomFields() =>
            new("NOT_ALLOWED", 400, "Only the custom fields can be deleted", ErrorDetails.Of(("resource_path_index", 2)));

        private static ErrorDetails Place(string member, string path) => ErrorDetails.Of(("api_name", member), ("json_path", $"{path}.{member}"));

        private static CrmError At(string code, string message, string apiName, string jsonPath) =>
            new(code, 400, message, ErrorDetails.Of(("api_name", apiName), ("json_path", jsonPath))) { IsAboutBody = true };
    }
}
