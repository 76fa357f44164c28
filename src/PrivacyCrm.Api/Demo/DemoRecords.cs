using System.Globalization;
using System.Text.Json.Nodes;

namespace PrivacyCrm.Api.Demo;

/// <summary>Plausible records, counted out of short lists so that they are the same every time.</summary>
internal static class DemoRecords
{
    private static readonly string[] FirstNames =
        ["Anna", "Bruno", "Chiara", "David", "Elena", "Farid", "Greta", "Hugo", "Ines", "Jonas", "Klara", "Luis", "Mina", "Nils", "Olga", "Pavel", "Quinn", "Rosa", "Sven", "Tara"];

    private static readonly string[] LastNames =
        ["Abel", "Brandt", "Costa", "Dahl", "Evans", "Fischer", "Garcia", "Holm", "Ivanov", "Jensen", "Kaya", "Lopez", "Meyer", "Novak", "Olsen", "Peters", "Quist", "Rossi", "Silva", "Tanaka", "Ueda", "Varga", "Weber"];

    private static readonly string[] Companies =
        ["Alpine Tools", "Blue Harbor", "Cedar Works", "Delta Foods", "Evergreen Media", "Fjord Shipping", "Granite Labs", "Harvest Bank", "Iris Optics", "Juniper Care", "Keystone Rail"];

    private static readonly string[] Cities = ["Austin", "Berlin", "Chennai", "Dublin", "Lisbon", "Oslo", "Prague"];
    private static readonly string[] Countries = ["USA", "Germany", "India", "Ireland", "Portugal", "Norway", "Czechia"];
    private static readonly string[] Sources = ["Advertisement", "Cold Call", "Trade Show", "Web Download", "Partner"];
    private static readonly string[] Statuses = ["Attempted to Contact", "Contact in Future", "Contacted", "Not Contacted", "Pre-Qualified"];
    private static readonly string[] Stages = ["Qualification", "Needs Analysis", "Value Proposition", "Negotiation/Review", "Closed Won"];
    private static readonly string[] Tasks = ["Call back", "Send offer", "Prepare contract", "Ask for feedback"];

    public static IEnumerable<JsonObject> Accounts(int count) => Many(count, index => new JsonObject
    {
        ["Account_Name"] = index < Companies.Length ? Of(Companies, index) : $"{Of(Companies, index)} {index / Companies.Length + 1}",
        ["Phone"] = Phone(index, 1),
        ["Website"] = $"www.{Of(Companies, index).ToLowerInvariant().Replace(' ', '-')}.example.com",
        ["Billing_City"] = Of(Cities, index),
        ["Billing_Country"] = Of(Countries, index),
        ["Annual_Revenue"] = 250_000 + (index * 31_250),
        ["Employees"] = 10 + (index * 7),
    });

    public static IEnumerable<JsonObject> Contacts(int count, IReadOnlyList<string> accounts) => Many(count, index => new JsonObject
    {
        ["First_Name"] = Of(FirstNames, index + 3),
        ["Last_Name"] = Of(LastNames, index + 5),
        ["Email"] = $"{Of(FirstNames, index + 3)}.{Of(LastNames, index + 5)}.{index}@example.com".ToLowerInvariant(),
        ["Phone"] = Phone(index, 2),
        ["Mailing_City"] = Of(Cities, index + 1),
        ["Mailing_Country"] = Of(Countries, index + 1),
        ["Account_Name"] = new JsonObject { ["id"] = accounts[index % accounts.Count] },
        ["Data_Processing_Basis_Details"] = index % 3 == 0 ? new JsonObject { ["Data_Processing_Basis"] = "Contract", ["Lawful_Reason"] = "Existing customer" } : null,
    });

    public static IEnumerable<JsonObject> Leads(int count) => Many(count, index => new JsonObject
    {
        ["First_Name"] = Of(FirstNames, index),
        ["Last_Name"] = Of(LastNames, index),
        ["Company"] = Of(Companies, index),
        ["Email"] = $"{Of(FirstNames, index)}.{Of(LastNames, index)}.{index}@example.org".ToLowerInvariant(),
        ["Phone"] = Phone(index, 3),
        ["Mobile"] = Phone(index, 4),
        ["City"] = Of(Cities, index),
        ["Country"] = Of(Countries, index),
        ["Lead_Source"] = Of(Sources, index),
        ["Lead_Status"] = Of(Statuses, index),
        ["Annual_Revenue"] = 10_000 + (index * 1_250),
        ["No_of_Employees"] = 5 + (index * 3),
        ["Email_Opt_Out"] = index % 7 == 0,
        ["Description"] = $"Met in {Of(Cities, index)}, interested in a demo.",
        ["Data_Processing_Basis_Details"] = Basis(index),
    });

    public static IEnumerable<JsonObject> Deals(int count, IReadOnlyList<string> accounts, IReadOnlyList<string> contacts) => Many(count, index => new JsonObject
    {
        ["Deal_Name"] = $"{Of(Companies, index)} licence {2026 + (index / Companies.Length)}",
        ["Stage"] = Of(Stages, index),
        ["Amount"] = 5_000 + (index * 750),
        ["Closing_Date"] = new DateOnly(2026, 3, 1).AddDays(index * 9).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["Account_Name"] = new JsonObject { ["id"] = accounts[index % accounts.Count] },
        ["Contact_Name"] = new JsonObject { ["id"] = contacts[index % contacts.Count] },
    });

    public static IEnumerable<JsonObject> Vendors(int count) => Many(count, index => new JsonObject
    {
        ["Vendor_Name"] = $"{Of(LastNames, index)} Supplies",
        ["Email"] = $"orders.{index}@vendor.example.com",
        ["Phone"] = Phone(index, 5),
        ["City"] = Of(Cities, index + 2),
    });

    public static IEnumerable<JsonObject> Activities(int count, IReadOnlyList<string> contacts) => Many(count, index => new JsonObject
    {
        ["Subject"] = Of(Tasks, index),
        ["Due_Date"] = new DateOnly(2026, 2, 1).AddDays(index * 3).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["Status"] = index % 2 == 0 ? "Not Started" : "Completed",
        ["Priority"] = index % 3 == 0 ? "High" : "Normal",
        ["Who_Id"] = new JsonObject { ["id"] = contacts[index % contacts.Count] },
    });

    public static IEnumerable<JsonObject> Memberships(int count) => Many(count, index => new JsonObject
    {
        ["Name"] = $"Membership {index + 1:000}",
        ["Email"] = $"member.{index + 1}@example.net",
    });

    private static JsonObject? Basis(int index) => (index % 4) switch
    {
        0 => new JsonObject
        {
            ["Data_Processing_Basis"] = "Obtained",
            ["Consent_Through"] = "Email",
            ["Consent_Date"] = "2026-01-02",
            ["Contact_Through_Email"] = true,
            ["Contact_Through_Phone"] = index % 8 == 0,
        },
        1 => new JsonObject { ["Data_Processing_Basis"] = "Legitimate Interests", ["Lawful_Reason"] = "Asked for an offer" },
        2 => new JsonObject { ["Data_Processing_Basis"] = "Pending" },
        _ => null,
    };

    private static string Phone(int index, int block) => $"+1-555-{block:00}{index / 100:0}-{1000 + index:0000}";

    private static string Of(string[] values, int index) => values[index % values.Length];

    private static IEnumerable<JsonObject> Many(int count, Func<int, JsonObject> make) => Enumerable.Range(0, count).Select(make);
}
