namespace PrivacyCrm.Core.Coql;

/// <summary>A selected column as written.</summary>
/// <param name="Function">The aggregate function, or null.</param>
/// <param name="Column">The column.</param>
/// <param name="Alias">The alias, or null.</param>
public sealed record CoqlSelected(string? Function, string Column, string? Alias)
{
    /// <summary>Gets the column with its function.</summary>
    public string Name => Function is null ? Column : $"{Function}({Column})";
}
