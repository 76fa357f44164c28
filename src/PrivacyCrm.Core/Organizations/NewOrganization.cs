using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Organizations;

/// <summary>An organization that is to be stored for the first time.</summary>
/// <param name="Id">Its id; the ids of its modules and fields are counted from it.</param>
/// <param name="Profile">What it says about itself.</param>
/// <param name="Privacy">Its privacy switches.</param>
/// <param name="SigningKey">The secret that signs its page tokens.</param>
/// <param name="Users">Its people.</param>
/// <param name="Modules">Its modules with all fields.</param>
public sealed record NewOrganization(
    long Id, OrganizationProfile Profile, PrivacySettings Privacy, byte[] SigningKey, IReadOnlyList<User> Users, IReadOnlyList<Module> Modules);
