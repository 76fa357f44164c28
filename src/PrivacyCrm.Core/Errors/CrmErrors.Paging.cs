namespace PrivacyCrm.Core.Errors;

/// <content>Refusals about pages.</content>
public static partial class CrmErrors
{
    /// <summary>Refusals about pages and page tokens.</summary>
    public static class Paging
    {
        /// <summary>Pages by number end at 2000 records.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError TokenNeeded() =>
            new("DISCRETE_PAGINATION_LIMIT_EXCEEDED", 400, "You can only get the first 2000 records without using page_token param", ErrorDetails.Of(("limit", 2000)));

        /// <summary>Pages by token end at 100000 records.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError TooDeep() =>
            new("PAGINATION_LIMIT_EXCEEDED", 400, "You can only get upto 100000 records using page_token param", ErrorDetails.Of(("param_name", "page_token")));

        /// <summary>A page token is valid for 24 hours.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError TokenExpired() =>
            new("EXPIRED_VALUE", 400, "Page token expired", ErrorDetails.Of(("api_name", "page_token"), ("json_path", "$.query.page_token")));

        /// <summary>The page token is unreadable, or was made for another user or other parameters.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError TokenMismatch() => new(
            "TOKEN_BOUND_DATA_MISMATCH", 400, "The page_token given seems to be invalid or input param is added or altered or deleted", ErrorDetails.Of(("param_name", "page_token")));

        /// <summary>A page number and a page token exclude each other.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError PageAndToken() => Ambiguous("Please use either page or page_token. Combination of both the params is not allowed", "page", "page_token");

        /// <summary>A custom view and search parameters exclude each other.</summary>
        /// <param name="searchParameter">The search parameter given.</param>
        /// <returns>The refusal.</returns>
        public static CrmError ViewAndSearch(string searchParameter) =>
            Ambiguous("Please use either Cvid or Search Params. Combination of both the params is not allowed", "cvid", searchParameter);

        /// <summary>A custom view and an order exclude each other: the view has one.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError ViewAndSort() => Ambiguous("Please use either Cvid or sort_by. Combination of both the params is not allowed", "cvid", "sort_by");

        /// <summary>A search ends at 2000 records.</summary>
        /// <returns>The refusal.</returns>
        public static CrmError SearchTooDeep() =>
            new("LIMIT_REACHED", 400, "maximum response iteration limit reached", ErrorDetails.Of(("limit", "2000")));

        private static CrmError Ambiguous(string message, params string[] parameters) => new(
            "AMBIGUITY_DURING_PROCESSING",
            400,
            message,
            ErrorDetails.Of(("ambiguity_due_to", Array.ConvertAll(parameters, name => ErrorDetails.Of(("param_name", name))))));
    }
}
