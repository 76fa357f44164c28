using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Criteria;

/// <summary>A custom view as it applies to one caller at one moment.</summary>
/// <param name="View">The view.</param>
/// <param name="Filter">What records have to fulfil beside <paramref name="IsConverted"/>; null for all.</param>
/// <param name="IsConverted">Whether the view is about converted records or about others; null when it does not say.</param>
/// <param name="SortBy">The field sorted by; null for ids.</param>
public sealed record BoundView(CustomView View, Criterion? Filter, bool? IsConverted, Field? SortBy)
{
    /// <summary>Gets a value indicating whether the filter itself asks which records are converted, so that none may be left out before.</summary>
    public bool FiltersConversion { get; init; }
}
