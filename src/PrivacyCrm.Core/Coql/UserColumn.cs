using System.Collections.Immutable;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Coql;

/// <summary>A column of a user, behind the dot of an owner or user field.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Read">Reads it; null when there is no value.</param>
public sealed record UserColumn(string Name, Func<User, string?> Read)
{
    /// <summary>All columns. Roles and profiles of users are not among them.</summary>
    public static readonly ImmutableArray<UserColumn> All =
    [
        new("id", user => RecordId.Format(user.Id)),
        new("first_name", user => user.FirstName.Length == 0 ? null : user.FirstName),
        new("last_name", user => user.LastName),
        new("full_name", user => user.FullName),
        new("name", user => user.FullName),
        new("email", user => user.Email),
        new("zuid", user => user.Zuid),
        new("time_zone", user => user.TimeZoneId),
    ];

    /// <summary>Finds a column.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The column, or null.</returns>
    public static UserColumn? Find(string name) => All.FirstOrDefault(one => one.Name == name);
}
