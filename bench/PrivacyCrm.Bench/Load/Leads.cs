using System.Globalization;
using System.Text;

namespace PrivacyCrm.Bench.Load;

/// <summary>Plausible leads, each made of its number alone, so that every run has the same.</summary>
internal static class Leads
{
    private static readonly string[] Syllables =
        ["ba", "be", "bi", "bo", "da", "de", "di", "do", "fa", "fe", "ga", "go", "ha", "he", "ka", "ke", "ki", "ko", "la", "le", "li", "lo", "ma", "me", "mi", "mo", "na", "ne", "ni", "no", "ra", "re", "ri", "ro", "sa", "se", "si", "so", "ta", "te"];

    private static readonly string[] Sources = ["Advertisement", "Cold Call", "Employee Referral", "External Referral", "Online Store", "Partner", "Public Relations", "Trade Show", "Web Download", "Web Research", "Chat", "Facebook"];
    private static readonly string[] Statuses = ["Attempted to Contact", "Contact in Future", "Contacted", "Junk Lead", "Lost Lead", "Not Contacted", "Pre-Qualified", "Not Qualified", "Qualified"];
    private static readonly string[] Industries = ["Data/Telecom OEM", "Government/Military", "Large Enterprise", "ManagementISV", "Optical Networking", "Service Provider", "Small/Medium Enterprise", "Storage Equipment", "Systems Integrator", "Wireless Industry", "ERP"];
    private static readonly string[] Ratings = ["Acquired", "Active", "Market Failed", "Project Cancelled", "Shut Down"];
    private static readonly string[] Salutations = ["Mr.", "Mrs.", "Ms.", "Dr.", "Prof."];
    private static readonly string[] Titles = ["Account Manager", "Buyer", "Chief Executive", "Developer", "Head of Sales", "Office Manager", "Product Owner", "Purchasing Lead", "Support Engineer", "Vice President"];
    private static readonly string[] Countries = ["Austria", "Brazil", "Canada", "Denmark", "France", "Germany", "India", "Ireland", "Italy", "Japan", "Norway", "Poland", "Portugal", "Spain", "Sweden", "United States"];

    private static readonly string[] Words =
        ["asked", "about", "prices", "delivery", "contract", "renewal", "discount", "invoice", "support", "training", "migration", "summer", "winter", "meeting", "showed", "interest", "wants", "callback", "before", "after", "holiday", "budget", "approved", "pending", "needs", "offer", "quickly", "partner", "office", "remote"];

    /// <summary>The names of the fields that a lead has and the module is not born with: label and data type.</summary>
    public static readonly (string Label, string Type)[] CustomFields =
        [("Region", "text"), ("Campaign", "text"), ("Team Size", "integer"), ("Score", "double"), ("Budget", "currency"), ("Next Step", "text"), ("Contact On", "date"), ("Newsletter", "boolean"), ("Language", "text"), ("Segment", "text"), ("Reseller", "text"), ("Competitor", "text"), ("Last Topic", "text")];

    /// <summary>The fields of a list: thirty, the restricted one among them.</summary>
    public const string ListFields =
        "Last_Name,First_Name,Full_Name,Email,Company,Designation,Phone,Mobile,Fax,Website,Lead_Source,Lead_Status,Industry,No_of_Employees,Annual_Revenue,Rating,Street,City,State,Zip_Code,Country,Description,Skype_ID,Email_Opt_Out,Salutation,Secondary_Email,Twitter,Created_Time,Modified_Time,Owner";

    public static string LastName(long number) => Capital(Name(Mix(number, 2), 3));

    public static string Phone(long number) => string.Create(CultureInfo.InvariantCulture, $"+1 555 {number + 1_000_000:0000000}");

    public static string Website(long number) => string.Create(CultureInfo.InvariantCulture, $"www.{Name(Mix(number, 4), 2)}-{number}.example.com");

    /// <summary>A word that ten descriptions have.</summary>
    public static string RareWord(long number) => string.Create(CultureInfo.InvariantCulture, $"case{number / 10:0000000}");

    /// <summary>A word that most descriptions have.</summary>
    public const string CommonWord = "invoice";

    /// <summary>The body of a request that inserts leads.</summary>
    public static byte[] Body(long first, int count)
    {
        StringBuilder json = new("{\"data\":[", count * 1400);
        for (int index = 0; index < count; index++)
        {
            Append(index == 0 ? json : json.Append(','), first + index);
        }

        return Encoding.UTF8.GetBytes(json.Append("]}").ToString());
    }

    /// <summary>Writes one lead as JSON.</summary>
    public static void Append(StringBuilder json, long number)
    {
        string first = Capital(Name(Mix(number, 1) % 900, 2));
        string last = LastName(number);
        string company = Capital(Name(Mix(number, 3), 3));
        string city = Capital(Name(Mix(number, 6) % 400 * 1_601, 3));
        string address = string.Create(CultureInfo.InvariantCulture, $"{first}.{last}.{number}").ToLowerInvariant();
        json.Append(
            CultureInfo.InvariantCulture,
            $$"""
            {"Last_Name":"{{last}}","First_Name":"{{first}}","Salutation":"{{Of(Salutations, number, 7)}}","Company":"{{company}} {{Of(Countries, number, 8)}}","Designation":"{{Of(Titles, number, 9)}}",
            "Email":"{{address}}@example.org","Secondary_Email":"{{address}}@mail.example.com","Phone":"{{Phone(number)}}","Mobile":"+1 556 {{number + 2_000_000:0000000}}","Fax":"+1 557 {{number + 3_000_000:0000000}}",
            "Website":"{{Website(number)}}","Lead_Source":"{{Of(Sources, number, 10)}}","Lead_Status":"{{Of(Statuses, number, 11)}}","Industry":"{{Of(Industries, number, 12)}}","Rating":"{{Of(Ratings, number, 13)}}",
            "No_of_Employees":{{Mix(number, 14) % 5_000}},"Annual_Revenue":{{Revenue(number)}},"Street":"{{Mix(number, 16) % 300}} {{Capital(Name(Mix(number, 17), 3))}} Street","City":"{{city}}","State":"{{Capital(Name(Mix(number, 18) % 50, 2))}}",
            "Zip_Code":"{{Mix(number, 19) % 90_000 + 10_000}}","Country":"{{Of(Countries, number, 8)}}","Skype_ID":"live.{{address}}","Twitter":"{{first}}{{number}}","Email_Opt_Out":{{(Mix(number, 20) % 7 == 0 ? "true" : "false")}},
            "Region":"{{Of(Countries, number, 21)}} {{Mix(number, 22) % 10}}","Campaign":"campaign {{Mix(number, 23) % 200}}","Team_Size":{{Mix(number, 24) % 100}},"Score":{{Mix(number, 25) % 10_000 / 100m}},"Budget":{{Mix(number, 26) % 1_000_000}},
            "Next_Step":"{{Of(Words, number, 27)}} {{Of(Words, number, 28)}}","Contact_On":"2026-{{Mix(number, 29) % 12 + 1:00}}-{{Mix(number, 30) % 28 + 1:00}}","Newsletter":{{(Mix(number, 31) % 2 == 0 ? "true" : "false")}},
            "Language":"{{Of(Countries, number, 32)}}","Segment":"segment {{Mix(number, 33) % 30}}",
            "Reseller":"{{Capital(Name(Mix(number, 34) % 3_000, 3))}} Distribution","Competitor":"{{Capital(Name(Mix(number, 35) % 500, 3))}} International","Last_Topic":"{{Of(Words, number, 36)}} {{Of(Words, number, 37)}} {{Of(Words, number, 38)}}","Description":"{{RareWord(number)}}
            """);
        for (int word = 0; word < 24; word++)
        {
            json.Append(' ').Append(Of(Words, number, 40 + word));
        }

        json.Append("\"}");
    }

    /// <summary>The revenue of a lead, spread over a hundred million cents.</summary>
    public static string Revenue(long number) => (Mix(number, 15) % 100_000_000 / 100m).ToString(CultureInfo.InvariantCulture);

    /// <summary>A number for each pair of numbers that looks like chance: the finalizer of SplitMix64.</summary>
    public static long Mix(long number, long what)
    {
        ulong mixed = unchecked(((ulong)number * 0x9E3779B97F4A7C15) + ((ulong)what * 0xD1B54A32D192ED03));
        mixed = unchecked((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9);
        mixed = unchecked((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB);
        return (long)((mixed ^ (mixed >> 31)) >> 1);
    }

    private static string Of(string[] all, long number, long what) => all[Mix(number, what) % all.Length];

    private static string Name(long chance, int syllables) =>
        string.Concat(Enumerable.Range(0, syllables).Select(index => Syllables[chance / (long)Math.Pow(Syllables.Length, index) % Syllables.Length]));

    private static string Capital(string name) => char.ToUpperInvariant(name[0]) + name[1..];
}
