using PrivacyCrm.Core.Organizations;

namespace PrivacyCrm.Api.Users;

/// <summary>The values of <c>type</c> in the list of users. Users are active or not; there is no confirmation and no deletion.</summary>
internal static class UserKinds
{
    /// <summary>The kind that any token may ask for, because official clients do so before anything else.</summary>
    public const string Current = "CurrentUser";

    /// <summary>The kind that is taken without the parameter.</summary>
    public const string All = "AllUsers";

    private static readonly Dictionary<string, Func<User, Caller, bool>> Kinds = new(StringComparer.Ordinal)
    {
        [All] = (_, _) => true,
        [Current] = (user, caller) => user.Id == caller.User.Id,
        ["AllActiveUsers"] = (user, _) => user.IsActive,
        ["ActiveUsers"] = (user, _) => user.IsActive,
        ["DeactiveUsers"] = (user, _) => !user.IsActive,
        ["ActiveAndDeactive"] = (_, _) => true,
        ["ConfirmedUsers"] = (_, _) => true,
        ["NotConfirmedUsers"] = (_, _) => false,
        ["DeletedUsers"] = (_, _) => false,
        ["ActiveConfirmedUsers"] = (user, _) => user.IsActive,
        ["AdminUsers"] = (user, caller) => caller.Organization.ProfileOf(user).MayCustomize,
        ["ActiveConfirmedAdmins"] = (user, caller) => user.IsActive && caller.Organization.ProfileOf(user).MayCustomize,
        ["DeveloperUsers"] = (_, _) => false,
    };

    /// <summary>Gets the kinds.</summary>
    public static IEnumerable<string> Names => Kinds.Keys;

    /// <summary>Finds a kind.</summary>
    public static Func<User, Caller, bool>? Find(string kind) => Kinds.GetValueOrDefault(kind);
}
