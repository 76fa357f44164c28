using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Privacy.Rules;

/// <summary>Closes personal fields of a restricted sensitivity to the API.</summary>
internal sealed class RestrictedFieldRule : IPrivacyRule
{
    public FieldUse Deny(Field field, PrivacyContext context) =>
        PrivacySettings.Covers(context.Settings.ApiRestriction, field.Personal)
            ? FieldUse.Read | FieldUse.Filter | FieldUse.Sort | FieldUse.Export
            : FieldUse.None;
}
