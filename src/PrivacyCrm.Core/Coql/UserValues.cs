using System.Collections.Immutable;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Schema.Types;

namespace PrivacyCrm.Core.Coql;

/// <summary>Compares columns of users. There are few users and they are at hand, so that the store only has to compare their ids.</summary>
internal static class UserValues
{
    /// <summary>Columns of users are compared as texts are.</summary>
    public static readonly FieldType Type = FieldTypes.Find("text")!;

    /// <summary>The users whose column passes a test.</summary>
    public static KeyComparison Where(Organization organization, UserColumn column, Func<string, bool> test) =>
        new(KeyTest.OneOf, IdsOf(organization.Users.Where(user => column.Read(user) is { } value && test(Keys.Fold(value)))));

    private static ImmutableArray<string> IdsOf(IEnumerable<User> users) => [.. users.Select(user => RecordId.Format(user.Id))];
}
