using System.Collections.Immutable;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Schema.Types;

namespace PrivacyCrm.Api.Settings;

/// <summary>A part of a module's layout. Every field stands in exactly one, so that a field made later has a place as well.</summary>
/// <param name="Name">The name that the original gives it.</param>
/// <param name="Label">The name that people see.</param>
/// <param name="ColumnCount">The number of columns.</param>
/// <param name="Fields">The fields.</param>
internal sealed record LayoutSection(string Name, string Label, int ColumnCount, ImmutableArray<Field> Fields)
{
    private static readonly ImmutableArray<string> AddressKinds = ["Mailing", "Other", "Billing", "Shipping"];
    private static readonly ImmutableArray<string> AddressParts = ["Street", "City", "State", "Zip", "Zip_Code", "Code", "Country"];

    private static readonly ImmutableArray<string> Visit =
        ["Last_Visited_Time", "First_Visited_Time", "First_Visited_URL", "Average_Time_Spent_Minutes", "Number_Of_Chats", "Referrer", "Visitor_Score", "Days_Visited"];

    /// <summary>The sections of a module in their order; those without a field are left out.</summary>
    /// <param name="module">The module.</param>
    /// <param name="fields">The fields that the reader may know of.</param>
    /// <returns>The sections.</returns>
    public static ImmutableArray<LayoutSection> Of(Module module, IEnumerable<Field> fields)
    {
        ILookup<string, Field> bySection = fields.ToLookup(field => NameOf(field), StringComparer.Ordinal);
        string information = $"{module.SingularLabel} Information";
        (string Name, string Label, int Columns)[] all =
        [
            ("Record Image", $"{module.SingularLabel} Image", 1), (string.Empty, information, 2), ("Address Information", "Address Information", 2),
            ("Description Information", "Description Information", 1), ("Visit Summary", "Visit Summary", 2), ("Data Privacy", "Data Privacy", 2),
        ];
        return
        [
            .. all.Where(section => bySection.Contains(section.Name))
                .Select(section => new LayoutSection(section.Name.Length == 0 ? information : section.Name, section.Label, section.Columns, [.. bySection[section.Name]])),
        ];
    }

    private static string NameOf(Field field) => field switch
    {
        { Type: ProfileImageType } => "Record Image",
        { Type: ConsentLookupType } => "Data Privacy",
        { ApiName: "Description" } => "Description Information",
        { IsCustom: false } when IsAddress(field.ApiName) => "Address Information",
        { IsCustom: false } when Visit.Contains(field.ApiName) => "Visit Summary",
        _ => string.Empty,
    };

    // With or without the kind of address in front, such as Billing_.
    private static bool IsAddress(string apiName) => AddressParts.Any(part =>
        apiName == part || (apiName.EndsWith($"_{part}", StringComparison.Ordinal) && AddressKinds.Contains(apiName[..^(part.Length + 1)])));
}
