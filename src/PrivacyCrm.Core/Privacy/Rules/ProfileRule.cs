using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Privacy.Rules;

/// <summary>Closes what the caller's profile does not allow: a hidden field in every way, a read-only one for writing, and all fields of a module that it does not show.</summary>
internal sealed class ProfileRule : IPrivacyRule
{
    public FieldUse Deny(Field field, PrivacyContext context) =>
        !context.Profile.Allows(context.Module, ModuleUse.View)
            ? FieldUse.All
            : context.Profile.RightTo(field) switch
            {
                FieldRight.Hidden => FieldUse.All,
                FieldRight.ReadOnly => FieldUse.Write,
                _ => FieldUse.None,
            };
}
