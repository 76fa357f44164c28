using System.Collections.Immutable;
using PrivacyCrm.Core.Criteria;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Privacy;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Records;

/// <summary>
/// A read that was checked against what the caller may use. Only <see cref="ReadPlanner"/> makes one and stores accept nothing else,
/// so that there is no way to read past the privacy rules.
/// </summary>
public sealed record ReadPlan
{
    /// <summary>Initializes a new instance of the <see cref="ReadPlan"/> class.</summary>
    internal ReadPlan()
    {
    }

    /// <summary>Gets who reads.</summary>
    public required Caller Caller { get; init; }

    /// <summary>Gets the module read.</summary>
    public required Module Module { get; init; }

    /// <summary>Gets what may be used of the module's fields.</summary>
    public required FieldAccess Access { get; init; }

    /// <summary>Gets how records are shown.</summary>
    public required RecordShape Shape { get; init; }

    /// <summary>Gets the fields shown, in the module's order.</summary>
    public ImmutableArray<PlannedField> Fields => Shape.Fields;

    /// <summary>Gets the custom view read through, or null. Its criteria and order are part of the plan.</summary>
    public CustomView? View { get; init; }

    /// <summary>Gets what records have to fulfil, or null for all.</summary>
    public Criterion? Filter { get; init; }

    /// <summary>Gets the ids asked for, or null for all.</summary>
    public ImmutableArray<long>? Ids { get; init; }

    /// <summary>Gets which records are shown with regard to conversion.</summary>
    public ConvertedFilter Converted { get; init; } = ConvertedFilter.Both;

    /// <summary>Gets the time after which records must have changed, or null.</summary>
    public DateTimeOffset? ModifiedSince { get; init; }

    /// <summary>Gets the order.</summary>
    public SortOrder? Sort { get; init; }

    /// <summary>Gets the number of records before the page, when it is asked for by number.</summary>
    public int Skip { get; init; }

    /// <summary>Gets where the page begins, when it is asked for by token.</summary>
    public Keyset? Keyset { get; init; }

    /// <summary>Gets the greatest number of records on the page.</summary>
    public int PageSize { get; init; } = 200;

    /// <summary>Gets the organization.</summary>
    public Organization Organization => Caller.Organization;
}
