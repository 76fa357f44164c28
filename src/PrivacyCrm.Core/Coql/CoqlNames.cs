using System.Collections.Immutable;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Privacy;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Schema.Types;

namespace PrivacyCrm.Core.Coql;

/// <summary>Finds what the names of a query mean.</summary>
/// <param name="caller">Who asks.</param>
/// <param name="module">The module of the query.</param>
internal sealed class CoqlNames(Caller caller, Module module)
{
    /// <summary>The greatest number of dots in a name.</summary>
    public const int MaximumJoins = 2;

    /// <summary>Finds a column.</summary>
    /// <returns>The column; null when there is none; the refusal when the name is of a kind that is not here.</returns>
    public Result<CoqlPath?> Find(string name)
    {
        string[] parts = name.Split('.');
        if (name.StartsWith('!'))
        {
            if (parts[0] != $"!{module.ApiName}" || parts.Length == 1)
            {
                return (CoqlPath?)null;
            }

            parts = parts[1..];
        }

        return parts.Length - 1 > MaximumJoins && !IsOfUserGroups(parts)
            ? CrmErrors.Coql.TooMany("joins", MaximumJoins)
            : Walk(parts);
    }

    private Result<CoqlPath?> Walk(string[] parts)
    {
        string name = string.Join('.', parts);
        ImmutableArray<CoqlJoin>.Builder joins = ImmutableArray.CreateBuilder<CoqlJoin>();
        Module at = module;
        for (int index = 0; ; index++)
        {
            if (at.Find(parts[index]) is not { } field)
            {
                return (CoqlPath?)null;
            }

            FieldAccess access = caller.AccessTo(at);
            CoqlPath path = new(name, joins.ToImmutable(), at, field, access);
            string[] rest = parts[(index + 1)..];
            if (rest.Length == 0)
            {
                return field.Type is TerritoriesType ? CrmErrors.Coql.NotSupported() : path;
            }

            if (field.Type is not RecordLookupType)
            {
                return Part(path, rest);
            }

            if (rest[0] == "module")
            {
                return CrmErrors.Coql.NotSupported();
            }

            if (caller.Organization.FindModule(field.LookupModule) is not { IsInApi: true } target)
            {
                return (CoqlPath?)null;
            }

            joins.Add(new CoqlJoin(field, target, access.Allows(field, FieldUse.See), access.Allows(field, FieldUse.Read)));
            at = target;
        }
    }

    private static Result<CoqlPath?> Part(CoqlPath path, string[] rest)
    {
        if (path.Field.Type is UserReferenceType && IsOfUserGroups([path.Field.ApiName, .. rest]))
        {
            return CrmErrors.Coql.NotSupported();
        }

        return (path.Field.Type, rest) switch
        {
            (UserReferenceType, [var name]) when UserColumn.Find(name) is { } user => path with { User = user },
            (ConsentLookupType, [var name]) when ConsentColumn.Find(name) is { } consent => path with { Consent = consent },
            _ => (CoqlPath?)null,
        };
    }

    private static bool IsOfUserGroups(string[] parts) => parts.Length > 1 && parts[1] is "profile" or "role";
}
