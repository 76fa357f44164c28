using System.Globalization;
using System.Text.Json.Nodes;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.Coql;

/// <summary>The published examples of queries: their requests, and statuses, codes, messages and keys, with values of our own.</summary>
public abstract class OfficialQueryTests<TServer>(TServer server) : CrmTests(server), IClassFixture<TServer>
    where TServer : CrmServer
{
    private readonly Dictionary<string, string> _values = [];

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await Org.AddFieldAsync("Contacts", """{"field_label":"Languages Known","data_type":"multiselectpicklist","pick_list_values":[{"display_value":"English"}]}""");
        _values["king"] = await Admin.CreateAsync("Accounts", """{"Account_Name":"King"}""");
        _values["north"] = await Admin.CreateAsync("Accounts", $$"""{"Account_Name":"Northwind","Parent_Account":"{{_values["king"]}}"}""");
        (_values["admin"], _values["user"]) = (Org.AdminId, Org.UserId);
        string common = $"\"Account_Name\":\"{_values["north"]}\",\"Lead_Source\":\"Advertisement\",\"Languages_Known\":[\"English\",\"German\"]";
        List<string> contacts = await Admin.CreateManyAsync(
            "Contacts",
            $$$"""{"First_Name":"Alex","Last_Name":"Morgan",{{{common}}},"Email_Opt_Out":true,"Date_of_Birth":"2024-06-05","Data_Processing_Basis_Details":{"Data_Processing_Basis":"Pending"}}""",
            $$"""{"First_Name":"Steve","Last_Name":"Morgan",{{common}},"Owner":"{{Org.UserId}}"}""",
            $$"""{"Last_Name":"Alex","Account_Name":"{{_values["north"]}}"}""");
        (_values["alex"], _values["steve"]) = (contacts[0], contacts[1]);
        _values["lead"] = await Admin.CreateAsync(
            "Leads", """{"First_Name":"John","Last_Name":"Smith","Company":"abc","Annual_Revenue":100000,"Data_Processing_Basis_Details":{"Data_Processing_Basis":"Consent - Pending","Contact_Through_Email":true}}""");
        await Admin.CreateManyAsync(
            "Leads",
            """{"Last_Name":"Kim","Company":"Creative Business Inc","Annual_Revenue":100000}""",
            """{"First_Name":"Chris","Last_Name":"Mora","Company":"Kwik Kopy Printing","Annual_Revenue":530000,"Lead_Source":"Cold Call","Lead_Status":"Lost Lead"}""");
        // The view of open leads, which every organization has.
        string module = (string)(await Admin.GetAsync("settings/modules/Leads")).ShouldHaveStatus(200).Json!["modules"]![0]!["id"]!;
        _values["view"] = (long.Parse(module, CultureInfo.InvariantCulture) + 600_010).ToString(CultureInfo.InvariantCulture);
    }

    [CrmFact]
    public async Task Every_example_is_answered_as_published()
    {
        List<string> problems = [];
        foreach (JsonNode? example in GoldenFile.Read("official/queries").AsArray())
        {
            CrmAnswer answer = await Admin.PostAsync($"/crm/{example!["version"]}/coql", Fill(example["body"]!.ToJsonString()));

            string? difference = answer.Status != (int)example["status"]! ? $"status {answer.Status}"
                : example["answer"] is { } expected ? JsonDifference.Of(JsonNode.Parse(Fill(expected.ToJsonString())), answer.Json)
                : null;
            if (difference is not null)
            {
                problems.Add($"{example["name"]}: {difference}\n{answer.Text}");
            }
        }

        Assert.True(problems.Count == 0, string.Join("\n\n", problems));
    }

    private string Fill(string text) => _values.Aggregate(text, (current, pair) => current.Replace($"~{pair.Key}~", pair.Value, StringComparison.Ordinal));
}

public sealed class OfficialQueriesOnSqlite(SqliteCrmServer server) : OfficialQueryTests<SqliteCrmServer>(server);

public sealed class OfficialQueriesOnPostgres(PostgresCrmServer server) : OfficialQueryTests<PostgresCrmServer>(server);
