using System.Globalization;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Schema.Types;

namespace PrivacyCrm.Api.Loading;

/// <summary>Checks the header of a CSV file. What is no name of a field may be a value, so it is told by its place.</summary>
/// <param name="module">The module.</param>
/// <param name="keepsIds">Whether rows have ids.</param>
internal sealed class LoadHeader(Module module, bool keepsIds)
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <summary>Tells what is wrong with a column.</summary>
    /// <returns>The problem, or null.</returns>
    public string? Problem(int index, string name)
    {
        Field? field = module.Find(name);
        if (field is null && name != "id")
        {
            return string.Create(CultureInfo.InvariantCulture, $"Column {index + 1} of the header is not the API name of a field of {module.ApiName}.");
        }

        if (!_seen.Add(name))
        {
            return $"The header has {name} twice.";
        }

        return field is { Type: ConsentLookupType } or { Type.IsLeftOutOfLists: true, IsReadOnly: false }
            ? $"{name} holds objects, which a CSV file cannot: load it from NDJSON."
            : null;
    }

    /// <summary>Tells which column is missing.</summary>
    /// <returns>The problem, or null.</returns>
    public string? Missing()
    {
        string? missing = keepsIds && !_seen.Contains("id")
            ? "id"
            : module.Fields.FirstOrDefault(field => field is { IsMandatory: true, IsReadOnly: false } && !_seen.Contains(field.ApiName))?.ApiName;
        return missing is null ? null : $"The header has no {missing}, which every record needs.";
    }
}
