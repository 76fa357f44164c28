namespace PrivacyCrm.IntegrationTests.Http.Search;

/// <summary>A field of the searched records, and the values it may have.</summary>
/// <param name="Name">The API name.</param>
/// <param name="Kind">How it is compared.</param>
/// <param name="Pool">Values.</param>
internal sealed record SearchField(string Name, SearchKind Kind, object[] Pool);
