using System.Collections.Frozen;
using System.Collections.Immutable;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Privacy.Rules;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Privacy;

/// <summary>The rules that close fields. What a caller may do is everything that no rule denies.</summary>
public static class PrivacyPolicy
{
    /// <summary>All rules. A new rule is a new file and a line here.</summary>
    public static readonly ImmutableArray<IPrivacyRule> Rules =
    [
        new RestrictedFieldRule(),
        new ProfileRule(),
        new ExportRule(),
        new ComposedNameRule(),
        new ReferencedNameRule(),
    ];

    /// <summary>Decides about every field of a module.</summary>
    /// <param name="module">The module.</param>
    /// <param name="organization">Its organization.</param>
    /// <param name="profile">The profile of whoever is calling.</param>
    /// <returns>The decision.</returns>
    public static FieldAccess Decide(Module module, Organization organization, Profile profile) => Decide(module, organization, profile, Rules);

    /// <summary>Decides with a given list of rules; more rules never allow more.</summary>
    /// <param name="module">The module.</param>
    /// <param name="organization">Its organization.</param>
    /// <param name="profile">The profile of whoever is calling.</param>
    /// <param name="rules">The rules.</param>
    /// <returns>The decision.</returns>
    internal static FieldAccess Decide(Module module, Organization organization, Profile profile, ImmutableArray<IPrivacyRule> rules)
    {
        ArgumentNullException.ThrowIfNull(module);
        PrivacyContext context = new(module, organization, profile);
        return new FieldAccess(module.Fields.ToFrozenDictionary(field => field.Id, field => FieldUse.All & ~Denied(field, context, rules)));
    }

    /// <summary>The union of what the rules deny.</summary>
    /// <param name="field">The field.</param>
    /// <param name="context">Its module and organization.</param>
    /// <returns>The uses taken away.</returns>
    internal static FieldUse Denied(Field field, PrivacyContext context) => Denied(field, context, Rules);

    private static FieldUse Denied(Field field, PrivacyContext context, ImmutableArray<IPrivacyRule> rules)
    {
        FieldUse denied = FieldUse.None;
        foreach (IPrivacyRule rule in rules)
        {
            denied |= rule.Deny(field, context);
        }

        return denied;
    }
}
