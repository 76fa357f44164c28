using System.Collections.Immutable;

namespace PrivacyCrm.Core.Schema;

/// <summary>The custom views that every module has from the start, with the system names of the original.</summary>
public static class SystemViews
{
    private const long FirstId = 600_000;
    private const int MaximumColumns = 6;
    private const string ConvertedField = "Converted__s";

    // A number is never given to another view, so ids stay. "Recently" means the last seven days, the latest first.
    private static readonly ImmutableArray<Pattern> Patterns =
    [
        new(1, "ALLVIEWS", "All {0}"),
        new(2, "MYVIEWS", "My {0}", "Owner", "equal", Placeholders.CurrentUser),
        new(3, "RECENTLYCREATED", "Recently Created {0}", "Created_Time", "less_equal", Placeholders.AgeInDays(7)) { IsSorted = true },
        new(4, "RECENTLYMODIFIED", "Recently Modified {0}", "Modified_Time", "less_equal", Placeholders.AgeInDays(7)) { IsSorted = true },
        new(5, "today", "Today's {0}", "Created_Time", "equal", "${TODAY}"),
        new(6, "CONVERTEDVIEWS", "Converted {0}") { IsConverted = true },
        new(7, "MYCONVERTEDVIEWS", "My Converted {0}", "Owner", "equal", Placeholders.CurrentUser) { IsConverted = true },
        new(8, "JUNKLEADVIEWS", "Junk {0}", "Lead_Status", "equal", "Junk Lead"),
        new(9, "NOTQUALIFIEDLEADVIEWS", "Not Qualified {0}", "Lead_Status", "equal", "Not Qualified"),
        new(10, "OPENLEADVIEWS", "Open {0}", "Lead_Status", "not_in", "Junk Lead", "Lost Lead", "Not Qualified"),
        new(11, "UNSUBSCRIBED", "Unsubscribed {0}", "Unsubscribed_Mode", "equal", Placeholders.NotEmpty),
    ];

    private static readonly ImmutableArray<string> Columns =
        ["Email", "Phone", "Company", "Account_Name", "Stage", "Status", "Lead_Source", "Owner", "Modified_Time"];

    /// <summary>The views of a module.</summary>
    /// <param name="module">The module.</param>
    /// <returns>The views, that of all records first.</returns>
    public static ImmutableArray<CustomView> Of(Module module)
    {
        ArgumentNullException.ThrowIfNull(module);
        return [.. Patterns.Where(pattern => Fits(pattern, module)).Select(pattern => Make(pattern, module))];
    }

    /// <summary>The id of a module's view of all records, which is the default one.</summary>
    /// <param name="module">The module.</param>
    /// <returns>The id.</returns>
    public static long DefaultOf(Module module)
    {
        ArgumentNullException.ThrowIfNull(module);
        return module.Id + FirstId + 1;
    }

    private static bool Fits(Pattern pattern, Module module) =>
        (pattern.Field is null || module.Find(pattern.Field) is not null) && (!pattern.IsConverted || module.Find(ConvertedField) is not null);

    private static CustomView Make(Pattern pattern, Module module) => new()
    {
        Id = module.Id + FirstId + pattern.Number,
        ModuleId = module.Id,
        Name = pattern.Name.Replace("{0}", module.PluralLabel, StringComparison.Ordinal),
        SystemName = pattern.SystemName,
        Criteria = CriteriaOf(pattern, module),
        Columns = [.. Columns.Prepend(module.DisplayField).Distinct().Select(module.Find).OfType<Field>().Take(MaximumColumns).Select(field => field.Id)],
        SortBy = pattern.IsSorted ? module.Find(pattern.Field!)?.Id : null,
        IsDescending = pattern.IsSorted,
    };

    private static ViewCriteria? CriteriaOf(Pattern pattern, Module module)
    {
        List<ViewCriteria> conditions = [];
        if (module.Find(ConvertedField) is { } converted)
        {
            conditions.Add(ViewCriteria.Condition(converted.Id, "equal", pattern.IsConverted ? "true" : "false"));
        }

        if (pattern.Field is { } name)
        {
            conditions.Add(ViewCriteria.Condition(module.Find(name)!.Id, pattern.Comparator, pattern.Values) with { IsList = pattern.Values.Length > 1 });
        }

        return conditions.Count switch
        {
            0 => null,
            1 => conditions[0],
            _ => ViewCriteria.All([.. conditions]),
        };
    }

    private sealed record Pattern(int Number, string SystemName, string Name, string? Field = null, string Comparator = "", params ImmutableArray<string> Values)
    {
        public bool IsSorted { get; init; }

        public bool IsConverted { get; init; }
    }
}
