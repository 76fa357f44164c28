namespace PrivacyCrm.IntegrationTests.Http.Search;

/// <summary>A record as the oracle knows it: text, decimal, bool, DateOnly, DateTimeOffset or string[]; fields without a value are not there.</summary>
internal sealed record SearchRow(string Id, IReadOnlyDictionary<string, object> Values)
{
    public object? this[string field] => Values.GetValueOrDefault(field);
}
