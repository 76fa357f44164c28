namespace PrivacyCrm.Store.Coql;

/// <summary>The keys of a row of a query: those that make groups, and those that functions are made of. A query fills as many as it has.</summary>
internal sealed record CoqlKeyRow
{
    public string? G0 { get; init; }

    public string? G1 { get; init; }

    public string? G2 { get; init; }

    public string? G3 { get; init; }

    public string? M0 { get; init; }

    public string? M1 { get; init; }

    public string? M2 { get; init; }

    public string? M3 { get; init; }

    public string? M4 { get; init; }
}
