using System.Collections.Immutable;
using PrivacyCrm.Core.Criteria;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Coql;

/// <summary>A query that was checked against what the caller may use. Only <see cref="CoqlPlanner"/> makes one and stores accept nothing else.</summary>
public sealed record CoqlPlan
{
    /// <summary>The field that tells whether a lead was converted; its value is a property of the record.</summary>
    public const string ConvertedField = "Converted__s";

    /// <summary>Initializes a new instance of the <see cref="CoqlPlan"/> class.</summary>
    internal CoqlPlan()
    {
    }

    /// <summary>Gets who asks.</summary>
    public required Caller Caller { get; init; }

    /// <summary>Gets the module.</summary>
    public required Module Module { get; init; }

    /// <summary>Gets what records have to fulfil.</summary>
    public required Criterion Filter { get; init; }

    /// <summary>Gets a value indicating whether converted records are left out, as in lists. A clause that names their field decides itself.</summary>
    public required bool HidesConverted { get; init; }

    /// <summary>Gets where values come from; the records of the query first, every other one after its parent.</summary>
    public required ImmutableArray<CoqlSource> Sources { get; init; }

    /// <summary>Gets the columns of the answer.</summary>
    public required ImmutableArray<CoqlColumn> Columns { get; init; }

    /// <summary>Gets the columns that make groups.</summary>
    public ImmutableArray<CoqlPath> Groups { get; init; } = [];

    /// <summary>Gets the aggregate functions, each once.</summary>
    public ImmutableArray<CoqlMeasure> Measures { get; init; } = [];

    /// <summary>Gets the order.</summary>
    public ImmutableArray<CoqlSort> Sorts { get; init; } = [];

    /// <summary>Gets the number of rows before the first.</summary>
    public int Skip { get; init; }

    /// <summary>Gets the greatest number of rows.</summary>
    public int PageSize { get; init; } = CoqlPlanner.MaximumPageSize;

    /// <summary>Gets a value indicating whether lookups show names beside ids, as they do from v7 on.</summary>
    public bool ShowsNames { get; init; }

    /// <summary>Gets a value indicating whether rows are groups of records.</summary>
    public bool IsGrouped => !Groups.IsEmpty || !Measures.IsEmpty;

    /// <summary>Gets the organization.</summary>
    public Organization Organization => Caller.Organization;
}
