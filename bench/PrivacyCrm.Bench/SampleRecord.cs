using System.Text.Json.Nodes;

namespace PrivacyCrm.Bench;

/// <summary>A record of the store.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Document">Its document.</param>
/// <param name="Keys">The keys of some fields in the search index.</param>
internal sealed record SampleRecord(long Id, JsonNode Document, IReadOnlyDictionary<string, string> Keys)
{
    /// <summary>The value of a field as criteria write it.</summary>
    public string this[string field] => Document[field]!.ToString().Replace("(", "\\(", StringComparison.Ordinal).Replace(")", "\\)", StringComparison.Ordinal);
}
