using System.Collections.Immutable;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Conversion;

/// <summary>Which fields of leads and of another module tell that two records mean the same person or company, the first one first.</summary>
internal static class ConversionMatching
{
    /// <summary>The fields to compare: unique ones, then the module's own; names of people only where nothing is unique.</summary>
    public static ImmutableArray<(Field Source, Field Target)> PairsOf(Module leads, Module target)
    {
        (Field Source, Field Target)[] unique =
        [
            .. from source in leads.Fields
               let field = target.Find(source.ConvertMapping?.In(target.ApiName) ?? string.Empty)
               where field is { IsUnique: true }
               orderby field.Number
               select (source, field),
        ];
        (string Source, string Target)[] own = target.ApiName == ConversionModules.Accounts ? [("Company", "Account_Name")]
            : unique.Length == 0 ? [("Email", "Email"), ("Full_Name", "Full_Name")]
            : [("Email", "Email")];
        IEnumerable<(Field, Field)> found = own
            .Select(pair => (leads.Find(pair.Source), target.Find(pair.Target)))
            .Where(pair => pair is (not null, not null))
            .Select(pair => (pair.Item1!, pair.Item2!));
        return [.. unique.Concat(found).DistinctBy(pair => pair.Item2)];
    }

    /// <summary>Tells whether people made a field of a module unique.</summary>
    public static bool HasUniqueField(Module module) => module.Fields.Any(field => field.IsUnique);
}
