using System.Collections.Immutable;

namespace PrivacyCrm.Core.Organizations;

/// <summary>The roles of an organization: those somebody made, and those that users were given by name.</summary>
public static class Roles
{
    /// <summary>The name of the highest role.</summary>
    public const string Highest = "CEO";

    /// <summary>The id of a role that nobody made: it comes from the name.</summary>
    /// <param name="organizationId">The organization.</param>
    /// <param name="name">The role's name.</param>
    /// <returns>The id, the same for the same name.</returns>
    public static long IdOf(long organizationId, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        uint hash = name.Aggregate(2166136261, (current, unit) => (current ^ unit) * 16777619);
        return organizationId + 900_000 + (hash % 90_000);
    }

    /// <summary>The roles of an organization.</summary>
    /// <param name="organizationId">The organization.</param>
    /// <param name="stored">Those that somebody made or changed.</param>
    /// <param name="named">The names that users have.</param>
    /// <returns>All of them, by id.</returns>
    internal static ImmutableArray<Role> Of(long organizationId, IEnumerable<Role> stored, IEnumerable<string> named)
    {
        Role[] own = [.. stored];
        long highest = own.FirstOrDefault(role => role.ReportsTo is null)?.Id ?? IdOf(organizationId, Highest);
        IEnumerable<Role> others = named.Append(Highest).Distinct(StringComparer.Ordinal)
            .Select(name => new Role { Id = IdOf(organizationId, name), Name = name })
            .Where(role => !Array.Exists(own, known => known.Id == role.Id || known.Name == role.Name))
            .Select(role => role with { ReportsTo = role.Id == highest ? null : highest });
        return [.. own.Concat(others).OrderBy(role => role.Id)];
    }
}
