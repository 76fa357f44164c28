namespace PrivacyCrm.Core.Errors;

/// <content>Refusals about the recycle bin and timelines.</content>
public static partial class CrmErrors
{
    /// <summary>Refusals about what is left of records: the recycle bin and timelines.</summary>
    public static class History
    {
        /// <summary>The record of a timeline does not exist for the caller.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError UnknownRecord() =>
            new("INVALID_DATA", 400, "the related id given seems to be invalid", ErrorDetails.Of(("resource_path_index", 1)));

        /// <summary>The filters of a timeline cannot be read, or name what cannot be filtered by. The message is that of the original.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError InvalidFilters() =>
            new("INVALID_DATA", 400, "the relation name given seems to be invalid", ErrorDetails.Of(("param_name", "filters")));

        /// <summary>Nothing tells which records of the recycle bin are to be deleted.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError NothingToErase() => new(
            "EXPECTED_PARAM_MISSING", 400, "one of the expected parameter is missing", ErrorDetails.Of(("param_names", new[] { "ids", "filters" })));

        /// <summary>Ids and filters exclude each other.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError IdsAndFilters() => new(
            "AMBIGUITY_DURING_PROCESSING",
            400,
            "Please use either ids or filters. Combination of both the params is not allowed",
            ErrorDetails.Of(("ambiguity_due_to", Array.ConvertAll(["ids", "filters"], (string name) => ErrorDetails.Of(("param_name", name))))));
    }
}
