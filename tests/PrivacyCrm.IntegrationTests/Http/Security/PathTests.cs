using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.Security;

/// <summary>The scope was checked for the module in the path, so nothing else may choose the module.</summary>
public abstract class PathTests<TServer>(TServer server) : CrmTests(server), IClassFixture<TServer>
    where TServer : CrmServer
{
    [CrmFact]
    public async Task Form_and_query_values_do_not_replace_values_of_the_path()
    {
        string contact = await Admin.CreateAsync("Contacts", """{"Last_Name":"Hidden"}""");
        CrmClient leadsOnly = await Org.ClientOfAsync(Org.UserId, "ZohoCRM.modules.leads.ALL ZohoSearch.securesearch.READ");
        using FormUrlEncodedContent form = new([new("module", "Contacts"), new("id", contact)]);

        CrmAnswer deleted = await leadsOnly.SendAsync(HttpMethod.Delete, "Leads/99", form);
        CrmAnswer read = await leadsOnly.GetAsync($"Leads/99?module=Contacts&id={contact}&fields=Last_Name");
        CrmAnswer listed = await leadsOnly.GetAsync("Leads?fields=Last_Name&module=Contacts");
        CrmAnswer counted = await leadsOnly.GetAsync("Leads/actions/count?module=Contacts");

        deleted.ShouldBeRefused(400, "INVALID_DATA", """{"resource_path_index":1}""", "record not deleted");
        read.ShouldBeEmpty(204);
        listed.ShouldBeEmpty(204);
        counted.ShouldBe(200, """{"count":0}""");
        Assert.Equal("Hidden", (string?)(await Admin.GetAsync($"Contacts/{contact}?fields=Last_Name")).First["Last_Name"]);
    }
}

public sealed class PathsOnSqlite(SqliteCrmServer server) : PathTests<SqliteCrmServer>(server);

public sealed class PathsOnPostgres(PostgresCrmServer server) : PathTests<PostgresCrmServer>(server);
