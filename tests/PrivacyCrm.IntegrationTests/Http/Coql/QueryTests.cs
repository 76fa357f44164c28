using System.Text.Json.Nodes;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.Coql;

public abstract class QueryTests<TServer>(TServer server) : CrmTests(server), IClassFixture<TServer>
    where TServer : CrmServer
{
    private string _north = null!;
    private string _mother = null!;
    private List<string> _contacts = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _mother = await Admin.CreateAsync("Accounts", """{"Account_Name":"Mother Inc","Annual_Revenue":5000,"Billing_City":"Rome"}""");
        _north = await Admin.CreateAsync("Accounts", $$"""{"Account_Name":"Northwind","Annual_Revenue":1200.5,"Parent_Account":"{{_mother}}"}""");
        _contacts = await Admin.CreateManyAsync(
            "Contacts",
            $$$"""{"First_Name":"Alex","Last_Name":"Morgan","Account_Name":"{{{_north}}}","Email":"alex@example.com","Email_Opt_Out":true,"Date_of_Birth":"2001-02-03","Data_Processing_Basis_Details":{"Data_Processing_Basis":"Pending","Contact_Through_Email":true,"Consent_Date":"2026-01-02"}}""",
            $$"""{"First_Name":"Steve","Last_Name":"morgan","Account_Name":"{{_mother}}","Owner":"{{Org.UserId}}"}""",
            """{"Last_Name":"O'Neil"}""");
    }

    [CrmFact]
    public async Task Columns_of_every_kind_are_shown()
    {
        CrmAnswer answer = await Admin.AskAsync(
            "select Full_Name, Account_Name, Account_Name.Account_Name, Account_Name.Parent_Account, Account_Name.Parent_Account.Account_Name as 'Mother', Owner, Owner.email, "
            + "Data_Processing_Basis_Details, Data_Processing_Basis_Details.Data_Processing_Basis, Data_Processing_Basis_Details.Contact_Through_Email, Data_Processing_Basis_Details.Consent_Remarks, "
            + "Email_Opt_Out, Date_of_Birth, Created_Time from Contacts where First_Name = 'alex'");

        answer.ShouldBe(200, $$$$"""
            {"data":[{
                "Full_Name":"Alex Morgan","Account_Name":{"name":"Northwind","id":"{{{{_north}}}}"},"Account_Name.Account_Name":"Northwind",
                "Account_Name.Parent_Account":{"name":"Mother Inc","id":"{{{{_mother}}}}"},"Mother":"Mother Inc",
                "Owner":{"name":"Ada Adminson","id":"{{{{Org.AdminId}}}}"},"Owner.email":"ada@company.example.com",
                "Data_Processing_Basis_Details":{"id":"{{id}}"},"Data_Processing_Basis_Details.Data_Processing_Basis":"Consent - Pending",
                "Data_Processing_Basis_Details.Contact_Through_Email":true,"Data_Processing_Basis_Details.Consent_Remarks":null,
                "Email_Opt_Out":true,"Date_of_Birth":"2001-02-03","Created_Time":"{{time}}","id":"{{{{_contacts[0]}}}}"}],
            "info":{"count":1,"more_records":false}}
            """);
    }

    [CrmFact]
    public async Task Steps_that_lead_nowhere_are_null()
    {
        CrmAnswer answer = await Admin.AskAsync(
            "select Account_Name, Account_Name.Account_Name, Account_Name.Parent_Account.Account_Name, Data_Processing_Basis_Details.Contact_Through_Email, Email_Opt_Out from Contacts where Last_Name = 'O\\'Neil'");

        answer.ShouldBe(200, $$$"""
            {"data":[{"Account_Name":null,"Account_Name.Account_Name":null,"Account_Name.Parent_Account.Account_Name":null,
            "Data_Processing_Basis_Details.Contact_Through_Email":null,"Email_Opt_Out":false,"id":"{{{_contacts[2]}}}"}],"info":{"count":1,"more_records":false}}
            """);
    }

    [CrmTheory]
    [InlineData("v6", """{"Account_Name":{"id":"~"},"Owner":{"id":"~"}}""")]
    [InlineData("v7", """{"Account_Name":{"name":"Northwind","id":"~"},"Owner":{"name":"Ada Adminson","id":"~"}}""")]
    public async Task Lookups_show_names_from_v7_on(string version, string shape)
    {
        CrmAnswer answer = await Admin.AskAsync("select Account_Name, Owner from Contacts where First_Name = 'Alex'", version);

        JsonObject row = answer.ShouldHaveStatus(200).First;
        row.Remove("id");
        Assert.Equal(shape, row.ToJsonString().Replace(_north, "~", StringComparison.Ordinal).Replace(Org.AdminId, "~", StringComparison.Ordinal));
    }

    [CrmTheory]
    [InlineData("Account_Name.Account_Name = 'northwind'", "0")]
    [InlineData("Account_Name.Account_Name != 'northwind'", "12")]
    [InlineData("Account_Name.Account_Name is null", "2")]
    [InlineData("Account_Name.Account_Name is not null", "01")]
    [InlineData("Account_Name.Annual_Revenue > 1200", "01")]
    [InlineData("Account_Name.Annual_Revenue between 1000 and 2000", "0")]
    [InlineData("Account_Name.Parent_Account.Billing_City = 'Rome'", "0")]
    [InlineData("Account_Name.Parent_Account.Billing_City != 'Rome'", "12")]
    [InlineData("Account_Name.Parent_Account is null", "12")]
    [InlineData("Account_Name = '~north~'", "0")]
    [InlineData("Account_Name not in ('~north~')", "12")]
    [InlineData("Account_Name.Parent_Account = '~mother~'", "0")]
    [InlineData("Account_Name.id = '~mother~'", "1")]
    [InlineData("Account_Name.Created_Time > '2000-01-01'", "01")]
    [InlineData("Owner.last_name = 'userson'", "1")]
    [InlineData("Owner.email like '%COMPANY%'", "012")]
    [InlineData("Owner.id = '~user~'", "1")]
    [InlineData("Account_Name.Owner.last_name = 'Adminson'", "01")]
    [InlineData("Last_Name = 'Morgan'", "01")]
    [InlineData("Last_Name like 'o\\'%'", "2")]
    [InlineData("Last_Name like '%GAN'", "01")]
    [InlineData("Last_Name not like '%org%'", "2")]
    [InlineData("Email_Opt_Out = 'true'", "0")]
    [InlineData("Email_Opt_Out = false", "12")]
    [InlineData("Date_of_Birth is null", "12")]
    [InlineData("Data_Processing_Basis_Details is not null", "0")]
    [InlineData("Data_Processing_Basis_Details is null", "12")]
    [InlineData("Data_Processing_Basis_Details.Data_Processing_Basis = 'Consent - Pending'", "0")]
    [InlineData("Data_Processing_Basis_Details.Data_Processing_Basis = 'pending'", "0")]
    [InlineData("Data_Processing_Basis_Details.Data_Processing_Basis like 'Consent%'", "0")]
    [InlineData("Data_Processing_Basis_Details.Data_Processing_Basis != 'Obtained'", "012")]
    [InlineData("Data_Processing_Basis_Details.Contact_Through_Email = true", "0")]
    [InlineData("Data_Processing_Basis_Details.Contact_Through_Phone = true", "")]
    [InlineData("Data_Processing_Basis_Details.Consent_Date = '2026-01-02'", "0")]
    [InlineData("Data_Processing_Basis_Details.Consent_Date < '2026-01-02'", "")]
    [InlineData("Data_Processing_Basis_Details.Owner = '~admin~'", "0")]
    [InlineData("Data_Processing_Basis_Details.Created_Time > '2000-01-01'", "0")]
    [InlineData("id in ('~0~', '~2~')", "02")]
    [InlineData("id not in ('~0~', '~2~')", "1")]
    [InlineData("(Account_Name is null or (First_Name = 'alex' and Email_Opt_Out = true))", "02")]
    public async Task Where_finds(string where, string numbers)
    {
        string filled = where.Replace("~north~", _north, StringComparison.Ordinal).Replace("~mother~", _mother, StringComparison.Ordinal)
            .Replace("~user~", Org.UserId, StringComparison.Ordinal).Replace("~admin~", Org.AdminId, StringComparison.Ordinal)
            .Replace("~0~", _contacts[0], StringComparison.Ordinal).Replace("~2~", _contacts[2], StringComparison.Ordinal);

        CrmAnswer answer = await Admin.AskAsync($"select id from Contacts where {filled}");

        Assert.True(answer.Status is 200 or 204, answer.ToString());
        Assert.Equal(numbers, string.Concat(answer.Ids.Select(id => _contacts.IndexOf(id))));
    }

    [CrmTheory]
    [InlineData("Account_Name.Account_Name", "102")]
    [InlineData("Account_Name.Account_Name desc", "201")]
    [InlineData("Account_Name.Parent_Account.Account_Name", "012")]
    [InlineData("Last_Name, id desc", "102")]
    [InlineData("Last_Name desc", "201")]
    [InlineData("Email_Opt_Out", "120")]
    [InlineData("Email_Opt_Out desc, Last_Name desc", "021")]
    [InlineData("Date_of_Birth", "012")]
    [InlineData("Date_of_Birth desc", "120")]
    [InlineData("Data_Processing_Basis_Details.Consent_Date", "012")]
    [InlineData("Data_Processing_Basis_Details.Contact_Through_Email desc", "012")]
    [InlineData("id desc", "210")]
    [InlineData("Created_Time, id desc", "210")]
    [InlineData("'the name' desc", "201")]
    public async Task Order_by_orders(string order, string numbers)
    {
        CrmAnswer answer = await Admin.AskAsync($"select 'Last_Name' as 'the name' from Contacts where id is not null order by {order}");

        Assert.Equal(numbers, string.Concat(answer.ShouldHaveStatus(200).Ids.Select(id => _contacts.IndexOf(id))));
    }

    [CrmFact]
    public async Task Pages_follow_each_other()
    {
        List<string> ids = [];
        foreach (string limit in new[] { "limit 2", "limit 2 offset 2", "limit 1, 1" })
        {
            CrmAnswer page = (await Admin.AskAsync($"select id from Contacts where id is not null {limit}")).ShouldHaveStatus(200);
            ids.AddRange(page.Ids);
            Assert.Equal(page.Ids.Count, (int)page.Json!["info"]!["count"]!);
            Assert.Equal(limit != "limit 2 offset 2", (bool)page.Json["info"]!["more_records"]!);
        }

        Assert.Equal([.. _contacts, _contacts[1]], ids);
        (await Admin.AskAsync("select id from Contacts where id is not null limit 200 offset 3")).ShouldBeEmpty(204);
    }

    [CrmFact]
    public async Task Groups_show_their_first_record_and_exact_sums()
    {
        await Admin.CreateManyAsync(
            "Leads",
            """{"Last_Name":"A","Company":"Blue","Lead_Source":"Chat","Annual_Revenue":0.1,"No_of_Employees":3}""",
            """{"Last_Name":"B","Company":"BLUE","Lead_Source":"Chat","Annual_Revenue":0.2,"No_of_Employees":10}""",
            """{"Last_Name":"C","Company":"blue","Annual_Revenue":-5}""",
            """{"Last_Name":"D","Company":"Red","Annual_Revenue":9999999999999999,"No_of_Employees":7}""",
            """{"Last_Name":"E","Annual_Revenue":9999999999999999}""",
            """{"Last_Name":"F"}""");

        CrmAnswer answer = await Admin.AskAsync(
            "select Company, COUNT(Annual_Revenue), SUM(Annual_Revenue), MIN(Annual_Revenue), MAX(No_of_Employees), COUNT(id) as 'all' from Leads where id is not null group by Company order by Company");

        answer.ShouldBe(200, """
            {"data":[
                {"Company":"Blue","COUNT(Annual_Revenue)":3,"SUM(Annual_Revenue)":-4.7,"MIN(Annual_Revenue)":-5,"MAX(No_of_Employees)":10,"all":3},
                {"Company":"Red","COUNT(Annual_Revenue)":1,"SUM(Annual_Revenue)":9999999999999999,"MIN(Annual_Revenue)":9999999999999999,"MAX(No_of_Employees)":7,"all":1},
                {"Company":null,"COUNT(Annual_Revenue)":1,"SUM(Annual_Revenue)":9999999999999999,"MIN(Annual_Revenue)":9999999999999999,"MAX(No_of_Employees)":null,"all":2}],
            "info":{"count":3,"more_records":false}}
            """);
        (await Admin.AskAsync("select Company, Lead_Source from Leads where id is not null group by Lead_Source, Company order by Company desc, Lead_Source limit 2 offset 1")).ShouldBe(200, """
            {"data":[{"Company":"Red","Lead_Source":null},{"Company":"Blue","Lead_Source":"Chat"}],"info":{"count":2,"more_records":true}}
            """);
        (await Admin.AskAsync("select SUM(Annual_Revenue), AVG(No_of_Employees), COUNT(Company) from Leads where id is not null")).ShouldBe(200, """
            {"data":[{"SUM(Annual_Revenue)":19999999999999993.3,"AVG(No_of_Employees)":6.666666666666667,"COUNT(Company)":4}],"info":{"count":1,"more_records":false}}
            """);
    }

    [CrmFact]
    public async Task Groups_are_made_by_columns_of_every_kind()
    {
        (await Admin.AskAsync("select Account_Name.Account_Name, COUNT(id) from Contacts where id is not null group by Account_Name.Account_Name order by Account_Name.Account_Name desc")).ShouldBe(200, """
            {"data":[{"Account_Name.Account_Name":null,"COUNT(id)":1},{"Account_Name.Account_Name":"Northwind","COUNT(id)":1},{"Account_Name.Account_Name":"Mother Inc","COUNT(id)":1}],"info":{"count":3,"more_records":false}}
            """);
        (await Admin.AskAsync("select Owner, COUNT(id) from Contacts where id is not null group by Owner")).ShouldBe(200, $$$"""
            {"data":[{"Owner":{"name":"Ada Adminson","id":"{{{Org.AdminId}}}"},"COUNT(id)":2},{"Owner":{"name":"Uma Userson","id":"{{{Org.UserId}}}"},"COUNT(id)":1}],"info":{"count":2,"more_records":false}}
            """);
        (await Admin.AskAsync("select Email_Opt_Out, COUNT(id) from Contacts where id is not null group by Email_Opt_Out")).ShouldBe(200, """
            {"data":[{"Email_Opt_Out":false,"COUNT(id)":2},{"Email_Opt_Out":true,"COUNT(id)":1}],"info":{"count":2,"more_records":false}}
            """);
        (await Admin.AskAsync("select Data_Processing_Basis_Details.Data_Processing_Basis, MAX(Date_of_Birth), MIN(Created_Time) from Contacts where id is not null group by Data_Processing_Basis_Details.Data_Processing_Basis")).ShouldBe(200, """
            {"data":[{"Data_Processing_Basis_Details.Data_Processing_Basis":"Consent - Pending","MAX(Date_of_Birth)":"2001-02-03","MIN(Created_Time)":"{{time}}"},
            {"Data_Processing_Basis_Details.Data_Processing_Basis":null,"MAX(Date_of_Birth)":null,"MIN(Created_Time)":"{{time}}"}],"info":{"count":2,"more_records":false}}
            """);
        (await Admin.AskAsync("select SUM(Account_Name.Annual_Revenue), MAX(Account_Name.Parent_Account.Annual_Revenue) from Contacts where id is not null")).ShouldBe(200, """
            {"data":[{"SUM(Account_Name.Annual_Revenue)":6200.5,"MAX(Account_Name.Parent_Account.Annual_Revenue)":5000}],"info":{"count":1,"more_records":false}}
            """);
    }

    [CrmFact]
    public async Task Nothing_found_is_empty()
    {
        (await Admin.AskAsync("select Last_Name from Contacts where Last_Name = 'Nobody'")).ShouldBeEmpty(204);
        (await Admin.AskAsync("select COUNT(id) from Contacts where Last_Name = 'Nobody'")).ShouldBeEmpty(204);
    }

    [CrmFact]
    public async Task Consent_that_changes_is_found_as_it_is()
    {
        (await Admin.PutAsync($"Contacts/{_contacts[0]}", """{"data":[{"Data_Processing_Basis_Details":{"Data_Processing_Basis":"Obtained","Contact_Through_Email":false,"Contact_Through_Phone":true}}]}""")).ShouldHaveStatus(200);
        (await Admin.PutAsync($"Contacts/{_contacts[1]}", """{"data":[{"Data_Processing_Basis_Details":{}}]}""")).ShouldHaveStatus(200);

        async Task<string> FindAsync(string where) => string.Concat((await Admin.AskAsync($"select id from Contacts where Data_Processing_Basis_Details{where}")).Ids.Select(id => _contacts.IndexOf(id)));

        Assert.Equal("0", await FindAsync(".Data_Processing_Basis = 'Consent - Obtained'"));
        Assert.Equal("1", await FindAsync(".Data_Processing_Basis = 'not applicable'"));
        Assert.Equal(string.Empty, await FindAsync(".Contact_Through_Email = true"));
        Assert.Equal("0", await FindAsync(".Contact_Through_Phone = true"));
        (await Admin.PutAsync($"Contacts/{_contacts[0]}", """{"data":[{"Data_Processing_Basis_Details":null}]}""")).ShouldHaveStatus(200);
        Assert.Equal("1", await FindAsync(" is not null"));
    }

    [CrmFact]
    public async Task Metadata_of_columns_that_are_fields_is_included()
    {
        CrmAnswer answer = await Admin.PostAsync("coql", """{"select_query":"select Last_Name, Account_Name.Billing_City, Owner.email from Contacts where id is not null limit 1","include_meta":["fields"]}""");

        JsonObject fields = answer.ShouldHaveStatus(200).Json!["fields"]!.AsObject();
        Assert.Equal(["Last_Name", "Account_Name.Billing_City"], fields.Select(field => field.Key));
        Assert.Equal(["data", "fields", "info"], answer.Json!.AsObject().Select(member => member.Key));
        JsonNode expected = await Org.FieldAsync("Accounts", "Billing_City");
        Assert.True(JsonNode.DeepEquals(expected, fields["Account_Name.Billing_City"]));
    }

    [CrmFact]
    public async Task Scopes_are_asked_for()
    {
        CrmClient noQueries = await Org.ClientOfAsync(Org.AdminId, "ZohoCRM.modules.ALL");
        CrmClient contacts = await Org.ClientOfAsync(Org.AdminId, "ZohoCRM.coql.READ,ZohoCRM.modules.contacts.READ");

        (await noQueries.AskAsync("select id from Contacts where id is not null")).ShouldBeRefused(401, "OAUTH_SCOPE_MISMATCH", "{}", "Unauthorized");
        (await contacts.AskAsync("select id from Contacts where id is not null")).ShouldHaveStatus(200);
        (await contacts.AskAsync("select id from Accounts where id is not null")).ShouldBeRefused(401, "OAUTH_SCOPE_MISMATCH", "{}", "Unauthorized");
        (await contacts.AskAsync("select Account_Name.Phone from Contacts where id is not null")).ShouldBeRefused(401, "OAUTH_SCOPE_MISMATCH", "{}", "Unauthorized");
        (await contacts.PostAsync("coql", """{"select_query":"select id from Contacts where id is not null","include_meta":["fields"]}""")).ShouldBeRefused(401, "OAUTH_SCOPE_MISMATCH", "{}", "Unauthorized");
    }

    [CrmTheory]
    [InlineData("{}", "MANDATORY_NOT_FOUND", """{"api_name":"select_query"}""", "mandatory key not found")]
    [InlineData("""{"select_query":5}""", "INVALID_DATA", """{"expected_data_type":"string","api_name":"select_query","json_path":"$.select_query"}""", "invalid data")]
    [InlineData("""{"select_query":"select id from Leads where id is not null","include_meta":"fields"}""", "INVALID_DATA", """{"expected_data_type":"jsonarray","api_name":"include_meta","json_path":"$.include_meta"}""", "invalid data")]
    [InlineData("""{"select_query":"select id from Leads where id is not null","include_meta":["tags"]}""", "INVALID_DATA", """{"api_name":"include_meta","json_path":"$.include_meta[0]","supported_values":["fields"]}""", "invalid data")]
    [InlineData("""{"select_query":"select id from Planets where id is not null"}""", "INVALID_MODULE", "{}", "the given module is not supported in api")]
    [InlineData("[]", "INVALID_DATA", """{"expected_data_type":"jsonobject"}""", "body")]
    [InlineData("{", "INVALID_DATA", """{"expected_data_type":"jsonobject"}""", "body")]
    public async Task Wrong_body_is_refused(string body, string code, string details, string message) =>
        (await Admin.PostAsync("coql", body)).ShouldBeRefused(400, code, details, message);

    [CrmFact]
    public async Task Other_method_is_refused() =>
        (await Admin.GetAsync("coql")).ShouldBeRefused(400, "INVALID_REQUEST_METHOD", "{}", "The http request method type is not a valid one");

    [CrmFact]
    public async Task Another_organization_sees_nothing()
    {
        TestOrganization other = await server.NewOrganizationAsync();
        string contact = await other.Admin.CreateAsync("Contacts", """{"Last_Name":"Alone"}""");

        (await other.Admin.AskAsync("select Last_Name from Contacts where id is not null")).ShouldBe(200, $$$"""{"data":[{"Last_Name":"Alone","id":"{{{contact}}}"}],"info":{"count":1,"more_records":false}}""");
        (await other.Admin.AskAsync($"select Last_Name from Contacts where id = '{_contacts[0]}'")).ShouldBeEmpty(204);
        (await other.Admin.AskAsync($"select Last_Name from Contacts where Account_Name = '{_north}'")).ShouldBeEmpty(204);
        (await other.Admin.AskAsync("select Last_Name from Contacts where Account_Name.Account_Name = 'Northwind'")).ShouldBeEmpty(204);
        (await other.Admin.AskAsync("select COUNT(id) from Contacts where id is not null")).ShouldBe(200, """{"data":[{"COUNT(id)":1}],"info":{"count":1,"more_records":false}}""");
    }

    [CrmFact]
    public async Task Largest_queries_are_answered()
    {
        await Org.AddFieldAsync("Contacts", """{"field_label":"Colours","data_type":"multiselectpicklist","pick_list_values":[{"display_value":"Red"}]}""");
        List<string> problems = [];
        foreach (string condition in new[]
        {
            $"Last_Name in ({string.Join(',', Enumerable.Range(0, 50).Select(number => $"'{number}'"))})", $"Created_Time not in ({string.Join(',', Enumerable.Range(10, 6).Select(number => $"'2026-01-{number}'"))})",
            $"Colours = '{string.Join(';', Enumerable.Range(0, 6))}'", "Account_Name.Parent_Account.Account_Name not like '%x%'", "Owner.email like '%a%'", "Account_Name.Parent_Account.Created_Time > '2020-01-01'",
        })
        {
            int count = Math.Min(50, 30_000 / (condition.Length + 6));
            string where = $"{new string('(', count - 1)}{condition}{string.Concat(Enumerable.Range(1, count - 1).Select(number => $" {(number % 2 == 0 ? "and" : "or")} {condition})"))}";
            string columns = string.Join(", ", new[] { "Account_Name.Parent_Account.Account_Name", "Reporting_To.Account_Name.Account_Name", "Account_Name.Owner.email", "Owner.email" }.Select((column, index) => $"{column} as c{index}"));

            CrmAnswer answer = await Admin.AskAsync($"select {columns} from Contacts where {where} order by Account_Name.Parent_Account.Account_Name, Last_Name desc, Account_Name.Annual_Revenue");

            if (answer.Status is not (200 or 204))
            {
                problems.Add($"{count} times {condition}: {answer}");
            }
        }

        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    [CrmTheory]
    [InlineData("'; DROP TABLE records; --")]
    [InlineData("' OR '1'='1")]
    [InlineData("%' ESCAPE '!")]
    [InlineData("\" OR 1=1 --")]
    [InlineData("\\")]
    [InlineData("@p0")]
    [InlineData("{0}")]
    public async Task Hostile_values_are_values(string value)
    {
        string escaped = value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal);
        string id = await Admin.CreateAsync("Contacts", new JsonObject { ["Last_Name"] = $"x{value}x" }.ToJsonString());

        foreach (string test in new[] { $"= 'x{escaped}x'", $"like 'x{escaped}%'", $"like '%{escaped}x'", $"like '%x{escaped}%'", $"in ('x{escaped}x')" })
        {
            Assert.Equal([id], (await Admin.AskAsync($"select id from Contacts where Last_Name {test}")).ShouldHaveStatus(200).Ids);
        }
    }
}

public sealed class QueriesOnSqlite(SqliteCrmServer server) : QueryTests<SqliteCrmServer>(server);

public sealed class QueriesOnPostgres(PostgresCrmServer server) : QueryTests<PostgresCrmServer>(server);
