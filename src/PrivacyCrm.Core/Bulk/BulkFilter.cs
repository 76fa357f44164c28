using System.Text.Json;
using PrivacyCrm.Core.Criteria;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Bulk;

/// <summary>Bound criteria of a bulk read.</summary>
/// <param name="Criterion">What records have to fulfil, or null for all.</param>
/// <param name="Converted">Which records with regard to conversion.</param>
public sealed record BulkFilter(Criterion? Criterion, ConvertedFilter Converted)
{
    /// <summary>All records.</summary>
    public static readonly BulkFilter None = new(null, ConvertedFilter.Both);

    /// <summary>Binds criteria and a custom view, which both have to hold.</summary>
    /// <param name="caller">Who reads.</param>
    /// <param name="module">The module read.</param>
    /// <param name="criteria">The criteria as sent; null for all records.</param>
    /// <param name="view">The view's id as sent; null for none.</param>
    /// <param name="now">The moment, for values of the view such as <c>${TODAY}</c>.</param>
    /// <returns>The filter, or the refusal.</returns>
    public static Result<BulkFilter> Of(Caller caller, Module module, JsonElement? criteria, string? view, DateTimeOffset now)
    {
        if (!new BulkCriteria(caller, module).Bind(criteria).TryGet(out BulkFilter? own, out CrmError? error) || view is null)
        {
            return own is null ? error! : own;
        }

        // Whatever is wrong with it: that it needs a closed field tells nothing about values.
        if (!new ViewBinder(caller, module, now).FindBound(view).TryGet(out BoundView? bound, out _))
        {
            return CrmErrors.Bulk.ViewNotSupported();
        }

        ConvertedFilter converted = bound.IsConverted switch { null => own.Converted, true => ConvertedFilter.Yes, false => ConvertedFilter.No };
        return own.Converted != ConvertedFilter.Both && own.Converted != converted
            ? new BulkFilter(Criteria.Criterion.Nothing.Instance, ConvertedFilter.Both)
            : new BulkFilter(Both(own.Criterion, bound.Filter), converted);
    }

    private static Criterion? Both(Criterion? left, Criterion? right) =>
        left is null ? right : right is null ? left : new Criterion.And(left, right);
}
