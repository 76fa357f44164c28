using System.Text.RegularExpressions;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.Official;

/// <summary>What examples name: <c>~lead~</c> is a lead with the address <c>~unique~@example.com</c>, <c>~other~</c> another lead, <c>~field~</c> a field made for the example.</summary>
internal sealed partial class ExampleValues
{
    private readonly TestOrganization _organization;
    private readonly Dictionary<string, string> _values = [];

    private ExampleValues(TestOrganization organization) => _organization = organization;

    public static async Task<ExampleValues> OfAsync(TestOrganization organization)
    {
        ExampleValues made = new(organization);
        string unique = Guid.NewGuid().ToString("N")[..12];
        made._values["unique"] = unique;
        made._values["lead"] = await organization.Admin.CreateAsync("Leads", $$"""{"Last_Name":"Doe","Company":"Northwind","Email":"{{unique}}@example.com"}""");
        made._values["other"] = await organization.Admin.CreateAsync("Leads", """{"Last_Name":"Roe"}""");
        return made;
    }

    /// <summary>Fills the placeholders of a text.</summary>
    public async Task<string> FillAsync(string text)
    {
        foreach (string name in Placeholder().Matches(text).Select(match => match.Groups[1].Value).Distinct())
        {
            if (!_values.TryGetValue(name, out string? value))
            {
                _values[name] = value = await MakeAsync(name);
            }

            text = text.Replace($"~{name}~", value, StringComparison.Ordinal);
        }

        return text;
    }

    private async Task<string> MakeAsync(string name) => name switch
    {
        "field" => await _organization.AddFieldAsync("Leads", $$"""{"field_label":"Made {{_values["unique"]}}","data_type":"text"}"""),
        "email" => await _organization.FieldIdAsync("Leads", "Email"),
        "phone" => await _organization.FieldIdAsync("Leads", "Phone"),
        "profile" => (string)(await _organization.Admin.GetAsync($"users/{_organization.AdminId}")).Json!["users"]![0]!["profile"]!["id"]!,
        "client" => _organization.ClientId,
        "secret" => _organization.ClientSecret,
        "grant" => await _organization.GrantAsync(_organization.AdminId, "ZohoCRM.modules.ALL,ZohoCRM.settings.ALL"),
        "refresh" => (string)(await _organization.RedeemAsync(await FillAsync("~grant~"))).ShouldHaveStatus(200).Json!["refresh_token"]!,
        _ => throw new InvalidOperationException($"Nobody knows ~{name}~."),
    };

    [GeneratedRegex("~([a-z]+)~")]
    private static partial Regex Placeholder();
}
