using PrivacyCrm.Core.Coql;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Identity;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Tests.Support;
using PrivacyCrm.Tests;

namespace PrivacyCrm.Core.Tests.Coql;

public sealed class CoqlPlannerTests
{
    private static readonly Organization Organization = An.Organization
        .In("Europe/Berlin")
        .With(A.User(2_000_000_000_000_002, "Bob", "Miller"))
        .With(
            A.Module().WithSystemFields().With(
                A.Field.Text("Last_Name"),
                A.Field.Email().Restricted(),
                A.Field.TextArea(),
                A.Field.Phone(),
                A.Field.Integer(),
                A.Field.Currency(),
                A.Field.Boolean(),
                A.Field.Date(),
                A.Field.DateTime(),
                A.Field.Picklist(),
                A.Field.MultiSelectPicklist(),
                A.Field.Lookup(),
                A.Field.Lookup("Hidden", "Suspects"),
                A.Field.Lookup("Closed").Restricted(),
                A.Field.Lookup("Nowhere", "Ghosts"),
                A.Field.Consent(),
                A.Field.Tag()),
            A.Module("Contacts").WithSystemFields().With(A.Field.Text("Last_Name"), A.Field.Text("City"), A.Field.Email().Restricted(), A.Field.Boolean(), A.Field.Lookup("Boss")),
            A.Module("Suspects").WithSystemFields().With(A.Field.Text("Last_Name").Restricted(), A.Field.Text("City")))
        .WithPrivacyOn();

    private static readonly Module Leads = Organization.FindModule("Leads")!;

    [Theory]
    [InlineData("Last_Name = 'Burns'", "Last_Name Equal burns")]
    [InlineData("Last_Name != Burns", "Last_Name NotEqual burns")]
    [InlineData("Last_Name in ('A', 'b')", "Last_Name OneOf a b")]
    [InlineData("Last_Name not in ('A', 'b')", "Last_Name NoneOf a b")]
    [InlineData("Last_Name like 'Bu%'", "Last_Name StartsWith bu")]
    [InlineData("Last_Name like '%Ns'", "Last_Name EndsWith ns")]
    [InlineData("Last_Name like '%uR%'", "Last_Name Contains ur")]
    [InlineData("Last_Name not like '%uR%'", "Last_Name NotContains ur")]
    [InlineData("Last_Name like '%%'", "Last_Name NotEmpty")]
    [InlineData("Last_Name like '%50%%'", "Last_Name Contains 50%")]
    [InlineData("Last_Name like 'a_b'", "Last_Name Equal a_b")]
    [InlineData("Last_Name is null", "Last_Name Empty")]
    [InlineData("Last_Name is not null", "Last_Name NotEmpty")]
    [InlineData("Last_Name = null", "Last_Name Empty")]
    [InlineData("Last_Name != null", "Last_Name NotEmpty")]
    [InlineData("Last_Name = '${EMPTY}'", "Last_Name Empty")]
    [InlineData("Contact != ${EMPTY}", "Contact NotEmpty")]
    [InlineData("Count between 1 and '5'", "Count Between 25011 25015")]
    [InlineData("Count not between 1 and 5", "Count NotBetween 25011 25015")]
    [InlineData("Amount >= 12.5", "Amount GreaterOrEqual 2502125")]
    [InlineData("Flag = 'true'", "Flag Equal 1")]
    [InlineData("Flag = false", "Flag NotEqual 1")]
    [InlineData("Choice = Open", "Choice Equal Open")]
    [InlineData("Choice like 'Op%'", "Choice StartsWith Op")]
    [InlineData("Day > '2026-03-14'", "Day Greater 2026-03-14")]
    [InlineData("Moment = '2026-03-14'", "Moment Between 2026-03-13T23:00:00Z 2026-03-14T22:59:59Z")]
    [InlineData("Moment != '2026-03-14'", "Moment NotBetween 2026-03-13T23:00:00Z 2026-03-14T22:59:59Z")]
    [InlineData("Moment in ('2026-03-14T10:00:00+01:00')", "Moment Equal 2026-03-14T09:00:00Z")]
    [InlineData("Created_Time <= '1970-01-01T00:00:10Z'", "Created_Time LessOrEqual 10")]
    [InlineData("id in (7, '8')", "id OneOf 7 8")]
    [InlineData("id is not null", "id NotEmpty")]
    [InlineData("Contact = '5000000000000001'", "Contact OneOf 5000000000000001")]
    [InlineData("Owner != 2000000000000002", "Owner NoneOf 2000000000000002")]
    [InlineData("Owner.last_name = 'MILLER'", "Owner OneOf 2000000000000002")]
    [InlineData("Owner.email like '%@example.com'", "Owner OneOf 2000000000000001 2000000000000002")]
    [InlineData("Owner.first_name not in ('ada')", "Owner NoneOf 2000000000000001")]
    [InlineData("Owner.first_name is null", "Owner NoneOf 2000000000000001 2000000000000002")]
    [InlineData("Contact.City = 'Rome'", "Contact leads to Contacts with (City Equal rome)")]
    [InlineData("Contact.City != 'Rome'", "Contact does not lead to Contacts with (City Equal rome)")]
    [InlineData("Contact.City is null", "Contact does not lead to Contacts with (City NotEmpty)")]
    [InlineData("Contact.Flag = false", "Contact leads to Contacts with (Flag NotEqual 1)")]
    [InlineData("Contact.Boss.City like 'R%'", "Contact leads to Contacts with (Boss leads to Contacts with (City StartsWith r))")]
    [InlineData("Contact.Boss.City not in ('x')", "Contact does not lead to Contacts with (Boss leads to Contacts with (City Equal x))")]
    [InlineData("!Leads.Last_Name = 'a'", "Last_Name Equal a")]
    [InlineData("Data_Processing_Basis_Details is not null", "id NotEmpty")]
    [InlineData("Data_Processing_Basis_Details.Data_Processing_Basis = 'consent-waiting'", "Data_Processing_Basis OneOf Awaiting")]
    [InlineData("Data_Processing_Basis_Details.Data_Processing_Basis not in ('Denied', Obtained)", "Data_Processing_Basis NoneOf Declined Obtained")]
    [InlineData("Data_Processing_Basis_Details.Data_Processing_Basis like 'Consent - O%'", "Data_Processing_Basis OneOf Obtained")]
    [InlineData("Data_Processing_Basis_Details.Contact_Through_Email = true", "Contact_Through_Email Equal 1")]
    [InlineData("Data_Processing_Basis_Details.Consent_Date >= '2026-01-01'", "Consent_Date GreaterOrEqual 2026-01-01")]
    [InlineData("(Last_Name = 'a' and Count = 1) or Flag = true", "((Last_Name Equal a & Count Equal 25011) | Flag Equal 1)")]
    public void Condition_is_bound(string where, string printed) =>
        Assert.Equal(printed, Printing.Print(Plan($"select id from Leads where {where}").ShouldBeValue().Filter).Replace('\u001f', '/'));

    [Theory]
    [InlineData("Choices = 'A; B'", "(Choices Contains /A/ & Choices Contains /B/)")]
    [InlineData("Choices != 'A;B'", "(Choices NotContains /A/ | Choices NotContains /B/)")]
    [InlineData("Choices in ('A','B')", "(Choices Contains /A/ | Choices Contains /B/)")]
    [InlineData("Choices like 'A%'", "Choices Contains /A")]
    [InlineData("Choices like '%A'", "Choices Contains A/")]
    [InlineData("Phone like '%99'", "Phone Contains 99/")]
    public void Condition_on_a_composed_key_is_bound(string where, string printed) => Condition_is_bound(where, printed);

    [Theory]
    [InlineData("select Email from Leads where id is not null")]
    [InlineData("select Contact.Email, Hidden, Hidden.Last_Name, Closed, Closed.City from Leads where id is not null")]
    [InlineData("select Hidden.City from Leads where Hidden.City = 'x' order by Hidden.City")]
    public void Restricted_field_may_be_selected(string query) => Plan(query).ShouldBeValue();

    [Theory]
    [InlineData("select Email from Leads where id is not null", "Email")]
    [InlineData("select Contact.Email from Leads where id is not null", "Contact.Email")]
    [InlineData("select Hidden.Last_Name from Leads where id is not null", "Hidden.Last_Name")]
    [InlineData("select Closed from Leads where id is not null", "Closed")]
    [InlineData("select Closed.City from Leads where id is not null", "Closed.City")]
    [InlineData("select Closed.Boss.City from Leads where id is not null", "Closed.Boss.City")]
    public void Restricted_column_is_closed(string query, string column) =>
        Assert.False(Plan(query).ShouldBeValue().Columns.Single(one => one.Name == column).IsOpen);

    [Theory]
    [InlineData("select id from Leads where Email = 'x'", "Email", "Email")]
    [InlineData("select id from Leads where Email > 'x'", "Email", "Email")]
    [InlineData("select id from Leads where (Count = 'bad' and Email is null)", "Email", "Email")]
    [InlineData("select id from Leads where (Planet = 'x' or (id is null or Email like '%x%'))", "Email", "Email")]
    [InlineData("select id from Leads where Contact.Email is not null", "Contact.Email", "Email")]
    [InlineData("select id from Leads where !Leads.Email is not null", "!Leads.Email", "Email")]
    [InlineData("select id from Leads where Hidden = '1'", "Hidden", "Hidden")]
    [InlineData("select id from Leads where Hidden.Last_Name = 'x'", "Hidden.Last_Name", "Last_Name")]
    [InlineData("select id from Leads where Closed.City = 'x'", "Closed.City", "Closed")]
    [InlineData("select id from Leads where Closed.Boss.City = 'x'", "Closed.Boss.City", "Closed")]
    [InlineData("select id from Leads where id is not null order by Email", "Email", "Email")]
    [InlineData("select id from Leads where id is not null order by Contact.Email", "Contact.Email", "Email")]
    [InlineData("select 'Email' as 'mail' from Leads where id is not null order by mail", "Email", "Email")]
    [InlineData("select Email from Leads where id is not null group by Email", "Email", "Email")]
    [InlineData("select COUNT(id) from Leads where id is not null group by Closed.City", "Closed.City", "Closed")]
    [InlineData("select COUNT(Email) from Leads where id is not null", "Email", "Email")]
    [InlineData("select MAX(Email) as m from Leads where id is not null limit 0", "Email", "Email")]
    [InlineData("select COUNT(Contact.Email) from Leads where Email = 'x'", "Contact.Email", "Email")]
    [InlineData("select nonsense(Email) from Leads where id is not null", "Email", "Email")]
    public void Restricted_field_is_refused_before_anything_else(string query, string column, string apiName) => Assert.Equal(
        $$$"""{"code":"INVALID_QUERY","details":{"reason":"Cannot use the restricted field.","column_name":"{{{column}}}","api_name":"{{{apiName}}}"},"message":"Invalid query formed","status":"error"}""",
        Results.Body(Plan(query).ShouldBeRefused()));

    [Theory]
    [InlineData("select Planet from Leads where id is not null", "INVALID_QUERY", "unsupported column", """{"column_name":"Planet"}""")]
    [InlineData("select Contact.Planet from Leads where id is not null", "INVALID_QUERY", "unsupported column", """{"column_name":"Contact.Planet"}""")]
    [InlineData("select Nowhere.Name from Leads where id is not null", "INVALID_QUERY", "unsupported column", """{"column_name":"Nowhere.Name"}""")]
    [InlineData("select !Contacts.City from Leads where id is not null", "INVALID_QUERY", "unsupported column", """{"column_name":"!Contacts.City"}""")]
    [InlineData("select Owner.shoe_size from Leads where id is not null", "INVALID_QUERY", "unsupported column", """{"column_name":"Owner.shoe_size"}""")]
    [InlineData("select last_name from Leads where id is not null", "INVALID_QUERY", "unsupported column", """{"column_name":"last_name"}""")]
    [InlineData("select Owner.profile.id from Leads where id is not null", "SYNTAX_ERROR", "given coql query not supported", "{}")]
    [InlineData("select Owner.role.name from Leads where id is not null", "SYNTAX_ERROR", "given coql query not supported", "{}")]
    [InlineData("select Contact.module.api_name from Leads where id is not null", "SYNTAX_ERROR", "given coql query not supported", "{}")]
    [InlineData("select Contact.Boss.Boss.City from Leads where id is not null", "LIMIT_EXCEEDED", "limit exceeded", """{"by":"joins","limit":2}""")]
    [InlineData("select id from Leads where Planet = 'Mars'", "INVALID_QUERY", "unsupported column in criteria", """{"cv_criteria":false,"column_name":"Planet","value":"Mars","operator":"="}""")]
    [InlineData("select id from Leads where Tag is not null", "INVALID_QUERY", "unsupported column in criteria", """{"cv_criteria":false,"column_name":"Tag","value":"${EMPTY}","operator":"!="}""")]
    [InlineData("select 'Last_Name' as 'n' from Leads where n = 'x'", "INVALID_QUERY", "unsupported column in criteria", """{"cv_criteria":false,"column_name":"n","value":"x","operator":"="}""")]
    [InlineData("select id from Leads where Data_Processing_Basis_Details.Consent_Remarks = 'x'", "INVALID_QUERY", "unsupported column in criteria", """{"cv_criteria":false,"column_name":"Data_Processing_Basis_Details.Consent_Remarks","value":"x","operator":"="}""")]
    [InlineData("select id from Leads where Last_Name > 'x'", "INVALID_QUERY", "Invalid query formed", """{"reason":"invalid operator found","column_name":"Last_Name","operator":">"}""")]
    [InlineData("select id from Leads where Flag != true", "INVALID_QUERY", "Invalid query formed", """{"reason":"invalid operator found","column_name":"Flag","operator":"!="}""")]
    [InlineData("select id from Leads where Flag is not null", "INVALID_QUERY", "Invalid query formed", """{"reason":"invalid operator found","column_name":"Flag","operator":"is not null"}""")]
    [InlineData("select id from Leads where Contact like 'x%'", "INVALID_QUERY", "Invalid query formed", """{"reason":"invalid operator found","column_name":"Contact","operator":"like"}""")]
    [InlineData("select id from Leads where Count like '1%'", "INVALID_QUERY", "Invalid query formed", """{"reason":"invalid operator found","column_name":"Count","operator":"like"}""")]
    [InlineData("select id from Leads where Owner.email between 'a' and 'b'", "INVALID_QUERY", "Invalid query formed", """{"reason":"invalid operator found","column_name":"Owner.email","operator":"between"}""")]
    [InlineData("select id from Leads where Count = 'x'", "INVALID_QUERY", "value given seems to be invalid for the column", """{"column_name":"Count","expected_data_type":"integer"}""")]
    [InlineData("select id from Leads where Count = '${EMPTY}'", "INVALID_QUERY", "value given seems to be invalid for the column", """{"column_name":"Count","expected_data_type":"integer"}""")]
    [InlineData("select id from Leads where Count > null", "INVALID_QUERY", "value given seems to be invalid for the column", """{"column_name":"Count","expected_data_type":"integer"}""")]
    [InlineData("select id from Leads where Flag = 'maybe'", "INVALID_QUERY", "value given seems to be invalid for the column", """{"column_name":"Flag","expected_data_type":"boolean"}""")]
    [InlineData("select id from Leads where Flag = null", "INVALID_QUERY", "value given seems to be invalid for the column", """{"column_name":"Flag","expected_data_type":"boolean"}""")]
    [InlineData("select id from Leads where Day = '2026-02-30'", "INVALID_QUERY", "value given seems to be invalid for the column", """{"column_name":"Day","expected_data_type":"date"}""")]
    [InlineData("select id from Leads where Contact = 'Ann'", "INVALID_QUERY", "value given seems to be invalid for the column", """{"column_name":"Contact","expected_data_type":"bigint"}""")]
    [InlineData("select id from Leads where Last_Name not like 'x%'", "INVALID_QUERY", "value given seems to be invalid for the column", """{"column_name":"Last_Name","expected_data_type":"text"}""")]
    [InlineData("select id from Leads where Last_Name = 'a\0b'", "INVALID_QUERY", "value given seems to be invalid for the column", """{"column_name":"Last_Name","expected_data_type":"text"}""")]
    [InlineData("select id from Leads where Data_Processing_Basis_Details.Data_Processing_Basis = 'Maybe'", "INVALID_QUERY", "value given seems to be invalid for the column", """{"column_name":"Data_Processing_Basis_Details.Data_Processing_Basis","expected_data_type":"picklist"}""")]
    [InlineData("select id from Leads where id is not null order by Planet", "INVALID_QUERY", "column given seems to be invalid", """{"column_name":"Planet","module":"Leads"}""")]
    [InlineData("select id from Leads where id is not null order by Owner.last_name", "INVALID_QUERY", "column given seems to be invalid", """{"column_name":"Owner.last_name","module":"Leads"}""")]
    [InlineData("select COUNT(id) from Leads where id is not null group by Tag", "INVALID_QUERY", "column given seems to be invalid", """{"column_name":"Tag","module":"Leads"}""")]
    [InlineData("select COUNT(id), Last_Name from Leads where id is not null", "INVALID_QUERY", "Invalid query formed", "{}")]
    [InlineData("select Last_Name, City from Leads where id is not null group by Last_Name", "INVALID_QUERY", "unsupported column", """{"column_name":"City"}""")]
    [InlineData("select Last_Name, Count from Leads where id is not null group by Last_Name", "INVALID_QUERY", "Invalid query formed", "{}")]
    [InlineData("select COUNT(id) from Leads where id is not null group by Last_Name order by Count", "INVALID_QUERY", "Invalid query formed", "{}")]
    [InlineData("select id from Leads where id is not null limit s", "INVALID_QUERY", "limit given seems to be invalid", """{"limit":"s"}""")]
    [InlineData("select id from Leads where id is not null limit -1", "INVALID_QUERY", "limit given seems to be invalid", """{"limit":"-1"}""")]
    [InlineData("select id from Leads where id is not null limit 5 offset x", "INVALID_QUERY", "limit given seems to be invalid", """{"limit":"x"}""")]
    [InlineData("select id from Leads where id is not null limit 0", "INVALID_DATA", "limit should be greater than 0", "{}")]
    [InlineData("select id from Leads where id is not null limit 201", "LIMIT_EXCEEDED", "limit exceeded", """{"by":"limit","limit":200}""")]
    [InlineData("select id from Leads where id is not null limit 99999999999999999999", "LIMIT_EXCEEDED", "limit exceeded", """{"by":"limit","limit":200}""")]
    [InlineData("select id from Leads where id is not null limit 200 offset 9801", "LIMIT_EXCEEDED", "limit exceeded", """{"by":"offset","limit":10000}""")]
    [InlineData("select id from Leads#123 where id is not null", "INVALID_DATA", "invalid data", """{"param_name":"cvid"}""")]
    [InlineData("select id from Leads where Choices in ('1;2;3;4;5;6;7;8;9;10;11;12;13;14;15;16;17;18;19;20;21;22;23;24;25;26','1;2;3;4;5;6;7;8;9;10;11;12;13;14;15;16;17;18;19;20;21;22;23;24;25')", "LIMIT_EXCEEDED", "limit exceeded", """{"by":"in","limit":50}""")]
    [InlineData("select id from Leads where Choices = ' ; '", "INVALID_QUERY", "value given seems to be invalid for the column", """{"column_name":"Choices","expected_data_type":"multiselectpicklist"}""")]
    [InlineData("select Test(Last_Name) from Leads where id is not null", "INVALID_DATA", "invalid data", """{"reason":"unsupported aggregate function","column":"Test(Last_Name)"}""")]
    [InlineData("select count(Last_Name) from Leads where id is not null", "INVALID_DATA", "invalid data", """{"reason":"unsupported aggregate function","column":"count(Last_Name)"}""")]
    [InlineData("select SUM(Last_Name) from Leads where id is not null", "INVALID_DATA", "invalid data", """{"reason":"unsupported aggregate function","column":"SUM(Last_Name)"}""")]
    [InlineData("select MIN(Contact) from Leads where id is not null", "INVALID_DATA", "invalid data", """{"reason":"unsupported aggregate function","column":"MIN(Contact)"}""")]
    [InlineData("select 'Last_Name' as ' ' from Leads where id is not null", "INVALID_ALIAS", "alias name cannot be an empty string", """{"column_name":"Last_Name","alias":""}""")]
    [InlineData("select Last_Name as n, 'Count' as 'n' from Leads where id is not null", "DUPLICATE_ALIAS", "same alias cannot refer more than one column", """{"referred_columns":["Last_Name","Count"],"alias":"n"}""")]
    [InlineData("select Last_Name as Count, Count from Leads where id is not null", "INVALID_QUERY", "column name or property name given in select columns without alias name cannot be an alias name for other select columns", """{"column_name":"Last_Name","alias":"Count"}""")]
    [InlineData("select Last_Name as id from Leads where id is not null", "INVALID_QUERY", "column name or property name given in select columns without alias name cannot be an alias name for other select columns", """{"column_name":"Last_Name","alias":"id"}""")]
    [InlineData("select Last_Name, Last_Name from Leads where id is not null", "DUPLICATE_DATA", "duplicate select column", """{"column_name":"Last_Name"}""")]
    [InlineData("select Last_Name, !Leads.Last_Name from Leads where id is not null", "DUPLICATE_DATA", "duplicate select column", """{"column_name":"!Leads.Last_Name"}""")]
    [InlineData("select MAX(Count), MAX(Count) from Leads where id is not null", "DUPLICATE_DATA", "duplicate aggregate function", """{"column_name":"Count","aggregate":"MAX"}""")]
    public void Wrong_query_is_refused(string query, string code, string message, string details) =>
        Assert.Equal($$"""{"code":"{{code}}","details":{{details}},"message":"{{message}}","status":"error"}""", Results.Body(Plan(query).ShouldBeRefused()));

    [Theory]
    [InlineData(30, null)]
    [InlineData(31, """{"code":"LIMIT_EXCEEDED","details":{"by":"comparisons","limit":300},"message":"limit exceeded","status":"error"}""")]
    public void Conditions_that_stand_for_many_comparisons_are_counted_as_such(int conditions, string? refusal)
    {
        const string Ten = "Choices = '1;2;3;4;5;6;7;8;9;10'";

        Result<CoqlPlan> plan = Plan($"select id from Leads where {new string('(', conditions - 1)}{Ten}{string.Concat(Enumerable.Repeat($" and {Ten})", conditions - 1))}");

        Assert.Equal(refusal, plan.TryGet(out _, out CrmError? error) ? null : Results.Body(error));
    }

    [Theory]
    [InlineData("in", 50)]
    [InlineData("select", 50)]
    [InlineData("order by", 10)]
    [InlineData("group by", 4)]
    [InlineData("aggregate", 5)]
    public void Too_many_are_refused_and_as_many_as_allowed_are_not_too_many(string by, int limit)
    {
        string Query(int count)
        {
            string many = string.Join(", ", Enumerable.Range(1, count).Select(number => by == "aggregate" ? $"SUM(Count) as a{number}" : by == "select" ? $"Count as a{number}" : "Count"));
            return by switch
            {
                "in" => $"select id from Leads where Count in ({string.Join(',', Enumerable.Range(1, count))})",
                "order by" => $"select id from Leads where id is not null order by {many}",
                "group by" => $"select Count from Leads where id is not null group by {many}",
                _ => $"select {many} from Leads where id is not null",
            };
        }

        Plan(Query(limit)).ShouldBeValue();

        Assert.Equal(
            $$$"""{"code":"LIMIT_EXCEEDED","details":{"by":"{{{by}}}","limit":{{{limit}}}},"message":"limit exceeded","status":"error"}""",
            Results.Body(Plan(Query(limit + 1)).ShouldBeRefused()));
    }

    [Theory]
    [InlineData("select id from Leads where id is not null", "ZohoCRM.modules.leads.READ", true)]
    [InlineData("select id from Leads where id is not null", "ZohoCRM.modules.contacts.READ", false)]
    [InlineData("select id from Leads where id is not null", "ZohoCRM.modules.leads.CREATE", false)]
    [InlineData("select Contact from Leads where id is not null", "ZohoCRM.modules.leads.READ", true)]
    [InlineData("select Contact.City from Leads where id is not null", "ZohoCRM.modules.leads.READ", false)]
    [InlineData("select Contact.City from Leads where id is not null", "ZohoCRM.modules.leads.READ,ZohoCRM.modules.contacts.READ", true)]
    [InlineData("select id from Leads where Contact.Boss.City = 'x'", "ZohoCRM.modules.leads.READ", false)]
    [InlineData("select id from Leads where Email = 'x' order by Contact.City", "ZohoCRM.modules.leads.READ", false)]
    [InlineData("select COUNT(Contact.City) from Leads where id is not null", "ZohoCRM.modules.leads.READ", false)]
    [InlineData("select COUNT(id) from Leads where id is not null group by Contact.City", "ZohoCRM.modules.leads.READ", false)]
    public void Every_module_that_is_read_needs_its_scope(string query, string scopes, bool isAllowed)
    {
        Caller caller = A.Caller(Organization) with { Scopes = new ScopeSet(scopes) };

        Result<CoqlPlan> plan = CoqlPlanner.Plan(caller, Leads, CoqlParser.Parse(query).ShouldBeValue(), showsNames: true, FrozenTime.Start);

        Assert.Equal(isAllowed ? null : "OAUTH_SCOPE_MISMATCH", plan.TryGet(out _, out CrmError? error) ? null : error.Code);
    }

    [Theory]
    [InlineData("select id from Leads where id is not null", true)]
    [InlineData("select Contact from Leads where id is not null", true)]
    [InlineData("select Contact.City from Leads where id is not null", false)]
    [InlineData("select id from Leads where Contact.Email = 'x'", false)]
    public void Every_module_that_is_read_has_to_be_viewable(string query, bool isAllowed)
    {
        Organization organization = Restricted(profile => profile with { Denied = profile.Denied.Add(Organization.FindModule("Contacts")!.Id, ModuleUse.View) });

        Result<CoqlPlan> plan = Plan(organization, query);

        Assert.Equal(
            isAllowed ? null : """{"code":"NO_PERMISSION","details":{"permissions":["Crm_Implied_View_Contacts"]},"message":"Permission denied","status":"error"}""",
            plan.TryGet(out _, out CrmError? error) ? null : Results.Body(error));
    }

    [Theory]
    [InlineData("select Count from Leads where id is not null", "unsupported column")]
    [InlineData("select Contact.City from Leads where id is not null", "unsupported column")]
    [InlineData("select SUM(Count) from Leads where id is not null", "Invalid query formed")]
    [InlineData("select id from Leads where Count > 1", "Invalid query formed")]
    [InlineData("select id from Leads where Contact.City = 'x'", "Invalid query formed")]
    [InlineData("select id from Leads where id is not null order by Contact.City", "Invalid query formed")]
    public void Field_that_the_profile_hides_is_no_column(string query, string message)
    {
        Organization organization = Restricted(profile => profile with
        {
            Fields = profile.Fields.Add(Leads.Find("Count")!.Id, FieldRight.Hidden).Add(Leads.Find("Contact")!.Id, FieldRight.Hidden),
        });

        Assert.Equal(message, Plan(organization, query).ShouldBeRefused().Message);
    }

    [Fact]
    public void Converted_records_are_left_out_unless_they_are_asked_for()
    {
        Organization organization = An.Organization.With(A.Module().WithSystemFields().With(A.Field.Boolean("Converted__s")) with { IsConvertable = true });

        CoqlPlan silent = Plan(organization, "select id from Leads where id is not null").ShouldBeValue();
        CoqlPlan asked = Plan(organization, "select id from Leads where (id is null or Converted__s = true)").ShouldBeValue();

        Assert.Equal((true, false), (silent.HidesConverted, asked.HidesConverted));
        Assert.Equal("(id Empty | converted)", Printing.Print(asked.Filter));
    }

    private static Organization Restricted(Func<Profile, Profile> change) => An.Organization
        .With(Organization.Modules.ToArray())
        .With(change(new Profile { Id = 77, Name = "Sales", IsCustom = true }))
        .With(A.User(1_000, "Sam", "Seller") with { ProfileId = 77 });

    private static Result<CoqlPlan> Plan(Organization organization, string query) =>
        CoqlPlanner.Plan(A.Caller(organization), organization.FindModule("Leads")!, CoqlParser.Parse(query).ShouldBeValue(), showsNames: true, FrozenTime.Start);

    private static Result<CoqlPlan> Plan(string query) =>
        CoqlPlanner.Plan(A.Caller(Organization), Leads, CoqlParser.Parse(query).ShouldBeValue(), showsNames: true, FrozenTime.Start);
}
