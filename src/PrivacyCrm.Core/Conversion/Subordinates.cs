using PrivacyCrm.Core.Organizations;

namespace PrivacyCrm.Core.Conversion;

/// <summary>To whom a user may give records: to himself and to those below him; administrators to everybody.</summary>
internal static class Subordinates
{
    public static bool Includes(Caller caller, long userId) =>
        caller.Organization.FindUser(userId) is { IsActive: true } user
        && (user.Id == caller.User.Id || caller.Profile.MayCustomize || IsBelow(RoleOf(caller, user), RoleOf(caller, caller.User), caller.Organization));

    private static Role? RoleOf(Caller caller, User user) => caller.Organization.Roles.FirstOrDefault(role => role.Name == user.Role);

    private static bool IsBelow(Role? role, Role? other, Organization organization)
    {
        // As many steps as there are roles are enough, whatever they report to.
        for (int step = 0; step < organization.Roles.Length && role?.ReportsTo is { } above; step++)
        {
            if (above == other?.Id)
            {
                return true;
            }

            role = organization.Roles.FirstOrDefault(one => one.Id == above);
        }

        return false;
    }
}
