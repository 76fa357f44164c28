using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.Search;

/// <summary>Records of every type of field, made by chance from a seed, once for each server.</summary>
internal sealed class SearchData
{
    private static readonly ConditionalWeakTable<CrmServer, SearchData> Made = [];

    private static readonly object[] Texts =
    [
        "Alpha", "alpha beta", "ALPHA", "100%", "50% off", "a_b", "aXb", "back\\slash", "(bracket)", "comma, here", "co:lon", "quote\"s and 'more'",
        "Émile", "émile", "Straße", "STRASSE", "İstanbul", "ıstanbul", "istanbul", "ISTANBUL", "\U0001F600 smile", "e\u0301mile", "and", "or", "a and b", "*", "?", "[x]", "zz\u00a0top", "5", "05", "5.0", "${empty}", "null",
    ];

    private SearchData(TestOrganization org) => Org = org;

    public TestOrganization Org { get; }

    public List<SearchField> Fields { get; } = [];

    public List<SearchRow> Rows { get; } = [];

    public static async Task<SearchData> OfAsync(CrmServer server)
    {
        if (!Made.TryGetValue(server, out SearchData? data))
        {
            data = new SearchData(await server.NewOrganizationAsync());
            await data.FillAsync();
            Made.Add(server, data);
        }

        await data.Org.LogInAsync();
        return data;
    }

    /// <summary>The operators of a field, as documented.</summary>
    public static string[] OperatorsOf(SearchKind kind) => kind switch
    {
        SearchKind.Text or SearchKind.Phone => ["equals", "not_equal", "starts_with", "in"],
        SearchKind.LongText => ["equals", "not_equal", "starts_with"],
        SearchKind.Choice or SearchKind.Reference => ["equals", "not_equal", "in"],
        SearchKind.Choices => ["equals", "not_equal", "in", "starts_with"],
        SearchKind.Flag => ["equals", "not_equal"],
        _ => ["equals", "not_equal", "greater_than", "greater_equal", "less_than", "less_equal", "between", "in"],
    };

    /// <summary>How a value is written in criteria.</summary>
    public static string TextOf(object value) => value switch
    {
        string text => text,
        decimal number => number.ToString(CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset moment => moment.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture),
        string[] choices => choices[0],
        _ => throw new InvalidOperationException(),
    };

    private async Task FillAsync()
    {
        foreach (string field in new[]
        {
            """{"field_label":"Colours","data_type":"multiselectpicklist","pick_list_values":[{"display_value":"Red"}]}""",
            """{"field_label":"Score","data_type":"double","decimal_place":4}""",
            """{"field_label":"Share","data_type":"percent"}""",
            """{"field_label":"Big","data_type":"bigint"}""",
            """{"field_label":"Day","data_type":"date"}""",
            """{"field_label":"Moment","data_type":"datetime"}""",
            """{"field_label":"Partner","data_type":"lookup","lookup":{"module":{"api_name":"Accounts"}}}""",
        })
        {
            await Org.AddFieldAsync("Leads", field);
        }

        string[] names = ["Acme", "acme", "Beta Works", "Gamma, Inc", "(Delta)"];
        List<string> accounts = await Org.Admin.CreateManyAsync("Accounts", names.Select(name => $$"""{"Account_Name":{{JsonSerializer.Serialize(name)}}}"""));
        object[] partners = [.. names.Select((name, index) => new[] { name, accounts[index] })];
        object[] owners = [new[] { "Ada Adminson", Org.AdminId }, new[] { "Uma Userson", Org.UserId }];
        AddFields(partners, owners);
        await AddRowsAsync(new Random(20260314), 120);
    }

    private void AddFields(object[] partners, object[] owners)
    {
        DateTimeOffset noon = new(2026, 3, 8, 12, 0, 0, TimeSpan.Zero);
        Fields.AddRange(
        [
            new("Company", SearchKind.Text, Texts),
            new("Email", SearchKind.Text, ["john.doe@example.com", "JOHN@example.com", "jane_doe@example.org", "j+x@sub.example.com"]),
            new("Website", SearchKind.Text, ["www.example.com", "http://www.example.org/path", "example.net"]),
            new("Phone", SearchKind.Phone, ["+1-555-0100", "15550100", "555 0199", "555.0100"]),
            new("Description", SearchKind.LongText, Texts),
            new("Lead_Source", SearchKind.Choice, ["Advertisement", "advertisement", "Cold Call", "Trade, Show", "100%"]),
            new("Colours", SearchKind.Choices, [new[] { "Red" }, new[] { "Red", "Blue" }, new[] { "red", "Light Blue" }, new[] { "Re" }, new[] { "a,b", "(c)" }]),
            new("Email_Opt_Out", SearchKind.Flag, [true]),
            new("No_of_Employees", SearchKind.Number, [0m, 5m, -5m, 10m, 9m, 100m, 999999999m, -999999999m]),
            new("Annual_Revenue", SearchKind.Number, [0m, 0.1m, 0.01m, 1234.5m, -1234.5m, 9999999999999999m, 10m, 9.99m]),
            new("Score", SearchKind.Number, [0m, 0.0001m, -0.0001m, 1.5m, 15m, 150m, -15m]),
            new("Share", SearchKind.Number, [0m, 50m, 99.99m, 100m]),
            new("Big", SearchKind.Number, [0m, 1m, 999999999999999999m, -999999999999999999m, 123456789012345678m]),
            new("Day", SearchKind.Day, [new DateOnly(2026, 3, 8), new DateOnly(2026, 3, 9), new DateOnly(1900, 1, 1), new DateOnly(2099, 12, 31)]),
            new("Moment", SearchKind.Moment, [noon, noon.AddHours(-4).AddSeconds(-1), noon.AddHours(-4), noon.AddHours(19).AddSeconds(-1), noon.AddHours(19), noon.AddDays(40)]),
            new("Partner", SearchKind.Reference, partners),
            new("Owner", SearchKind.Reference, owners),
        ]);
    }

    private async Task AddRowsAsync(Random random, int count)
    {
        List<Dictionary<string, object>> rows = [];
        for (int index = 0; index < count; index++)
        {
            Dictionary<string, object> row = [];
            foreach (SearchField field in Fields)
            {
                if (field.Name == "Owner" || random.Next(4) > 0)
                {
                    row[field.Name] = field.Pool[random.Next(field.Pool.Length)];
                }
            }

            rows.Add(row);
        }

        List<string> ids = await Org.Admin.CreateManyAsync("Leads", rows.Select(Json));
        Rows.AddRange(rows.Select((row, index) => new SearchRow(ids[index], row)));
    }

    private string Json(Dictionary<string, object> row)
    {
        JsonObject json = new() { ["Last_Name"] = "Row" };
        foreach ((string name, object value) in row)
        {
            json[name] = value switch
            {
                decimal number => JsonValue.Create(number),
                bool flag => JsonValue.Create(flag),
                string[] reference when Fields.Single(field => field.Name == name).Kind == SearchKind.Reference => JsonValue.Create(reference[1]),
                string[] choices => new JsonArray([.. choices.Select(choice => JsonValue.Create(choice))]),
                _ => JsonValue.Create(TextOf(value)),
            };
        }

        return json.ToJsonString();
    }
}
