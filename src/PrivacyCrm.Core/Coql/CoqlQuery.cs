using System.Collections.Immutable;

namespace PrivacyCrm.Core.Coql;

/// <summary>A query as written: its form is right, its names may mean nothing.</summary>
public sealed record CoqlQuery
{
    /// <summary>Gets the selected columns.</summary>
    public required ImmutableArray<CoqlSelected> Columns { get; init; }

    /// <summary>Gets the module.</summary>
    public required string Module { get; init; }

    /// <summary>Gets the id of a custom view, or null.</summary>
    public string? View { get; init; }

    /// <summary>Gets what records have to fulfil.</summary>
    public required CoqlCondition Where { get; init; }

    /// <summary>Gets the columns that make groups.</summary>
    public ImmutableArray<string> GroupBy { get; init; } = [];

    /// <summary>Gets the order.</summary>
    public ImmutableArray<CoqlOrder> OrderBy { get; init; } = [];

    /// <summary>Gets the greatest number of rows, or null.</summary>
    public string? Limit { get; init; }

    /// <summary>Gets the number of rows before the first, or null.</summary>
    public string? Offset { get; init; }
}
