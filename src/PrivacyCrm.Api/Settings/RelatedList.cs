using System.Collections.Immutable;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Privacy;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Schema.Types;

namespace PrivacyCrm.Api.Settings;

/// <summary>The records of another module that point at a record: one list for each lookup.</summary>
/// <param name="Id">The list's id, which is made from the lookup's.</param>
/// <param name="Module">The module of the records.</param>
/// <param name="Lookup">The lookup that points at the record.</param>
/// <param name="ApiName">The name in the paths of the original.</param>
/// <param name="Label">The name that people see.</param>
internal sealed record RelatedList(long Id, Module Module, Field Lookup, string ApiName, string Label)
{
    private const long IdAfterLookup = 700_000;

    /// <summary>The lists of a module that a caller may know of, in the order of tabs.</summary>
    /// <param name="module">The module pointed at.</param>
    /// <param name="caller">The caller.</param>
    /// <returns>The lists.</returns>
    public static ImmutableArray<RelatedList> Of(Module module, Caller caller)
    {
        // What only the system sets, such as the account that became of a lead, is no list of the original.
        (Module Module, Field Lookup)[] pointing =
        [
            .. caller.Organization.Modules
                .Where(other => other.IsInApi && other.Visibility == 1 && caller.May(ModuleUse.View, other))
                .SelectMany(other => other.Fields.Where(field => field is { Type: RecordLookupType, IsReadOnly: false } && field.LookupModule == module.ApiName
                    && caller.AccessTo(other).Allows(field, FieldUse.See)).Select(field => (other, field))),
        ];
        return
        [
            .. pointing.Select(one => pointing.Count(other => other.Module.Id == one.Module.Id) == 1
                ? new RelatedList(one.Lookup.Id + IdAfterLookup, one.Module, one.Lookup, one.Module.ApiName, one.Module.PluralLabel)
                : new RelatedList(one.Lookup.Id + IdAfterLookup, one.Module, one.Lookup, $"{one.Module.ApiName}_{one.Lookup.ApiName}", $"{one.Module.PluralLabel} ({one.Lookup.Label})")),
        ];
    }
}
