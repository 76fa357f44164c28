using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PrivacyCrm.Core.Organizations;

namespace PrivacyCrm.Core.Schema;

/// <summary>A named choice of records of a module: criteria, columns and an order. Fields are named by id, so that nothing else is ever found.</summary>
public sealed record CustomView
{
    /// <summary>Gets the id, the <c>cvid</c> of record calls.</summary>
    public required long Id { get; init; }

    /// <summary>Gets the module's id.</summary>
    public required long ModuleId { get; init; }

    /// <summary>Gets the name.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the original's name of a view that every organization has; null for those that users made.</summary>
    public string? SystemName { get; init; }

    /// <summary>Gets what records have to fulfil; null for all records.</summary>
    public ViewCriteria? Criteria { get; init; }

    /// <summary>Gets the ids of the fields shown.</summary>
    public ImmutableArray<long> Columns { get; init; } = [];

    /// <summary>Gets the id of the field sorted by; null for the order of ids.</summary>
    public long? SortBy { get; init; }

    /// <summary>Gets a value indicating whether the greatest comes first.</summary>
    public bool IsDescending { get; init; }

    /// <summary>Gets who may use it.</summary>
    public ViewAccess Access { get; init; }

    /// <summary>Gets the users it is shared to.</summary>
    public ImmutableArray<long> SharedTo { get; init; } = [];

    /// <summary>Gets a value indicating whether its maker asked that others leave it as it is.</summary>
    public bool IsLocked { get; init; }

    /// <summary>Gets who made it; null for the original's own.</summary>
    public long? CreatedBy { get; init; }

    /// <summary>Gets when it was made; null for the original's own.</summary>
    public DateTimeOffset? CreatedTime { get; init; }

    /// <summary>Gets who changed it last.</summary>
    public long? ModifiedBy { get; init; }

    /// <summary>Gets when it was changed last.</summary>
    public DateTimeOffset? ModifiedTime { get; init; }

    /// <summary>Gets a value indicating whether every organization has it.</summary>
    [JsonIgnore]
    public bool IsSystem => SystemName is not null;

    /// <summary>A view of the original with what users may change of it.</summary>
    /// <param name="changed">The same view as it was stored.</param>
    /// <returns>The view.</returns>
    public CustomView ChangedLike(CustomView changed)
    {
        ArgumentNullException.ThrowIfNull(changed);
        return this with
        {
            Columns = changed.Columns,
            SortBy = changed.SortBy,
            IsDescending = changed.IsDescending,
            ModifiedBy = changed.ModifiedBy,
            ModifiedTime = changed.ModifiedTime,
        };
    }

    /// <summary>Tells whether criteria or order need a field.</summary>
    /// <param name="fieldId">The field.</param>
    /// <returns>True when they do.</returns>
    public bool Uses(long fieldId) => SortBy == fieldId || Criteria?.FieldIds.Contains(fieldId) == true;

    /// <summary>Tells whether a caller may use it; for others it does not exist.</summary>
    /// <param name="caller">Who is calling.</param>
    /// <returns>True when the caller may.</returns>
    public bool IsVisibleTo(Caller caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        long userId = caller.User.Id;
        return Access == ViewAccess.Public || caller.Profile.MayCustomize || CreatedBy == userId || (Access == ViewAccess.Shared && SharedTo.Contains(userId));
    }
}
