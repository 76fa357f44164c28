using System.Collections.Immutable;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Settings;

/// <summary>What a request says about a custom view; null means that it says nothing.</summary>
internal sealed record ViewDraft
{
    public string? Name { get; init; }

    public bool HasCriteria { get; init; }

    public ViewCriteria? Criteria { get; init; }

    public ImmutableArray<long>? Columns { get; init; }

    public bool HasSort { get; init; }

    public long? SortBy { get; init; }

    public bool? IsDescending { get; init; }

    public ViewAccess? Access { get; init; }

    public ImmutableArray<long>? SharedTo { get; init; }

    public bool? IsLocked { get; init; }

    /// <summary>Says what the request says about a view.</summary>
    public CustomView AppliedTo(CustomView view) => view with
    {
        Name = Name ?? view.Name,
        Criteria = HasCriteria ? Criteria : view.Criteria,
        Columns = Columns ?? view.Columns,
        SortBy = HasSort ? SortBy : view.SortBy,
        IsDescending = IsDescending ?? (!HasSort && view.IsDescending),
        Access = Access ?? view.Access,
        SharedTo = SharedTo ?? view.SharedTo,
        IsLocked = IsLocked ?? view.IsLocked,
    };
}
