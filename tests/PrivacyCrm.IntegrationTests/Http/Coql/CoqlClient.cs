using System.Text.Json;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.Coql;

/// <summary>Asks queries.</summary>
internal static class CoqlClient
{
    public static Task<CrmAnswer> AskAsync(this CrmClient client, string query, string version = "v8") =>
        client.PostAsync($"/crm/{version}/coql", $$"""{"select_query":{{JsonSerializer.Serialize(query)}}}""");
}
