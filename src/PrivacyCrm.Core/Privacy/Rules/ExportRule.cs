using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Privacy.Rules;

/// <summary>Keeps personal fields of a restricted sensitivity out of files.</summary>
internal sealed class ExportRule : IPrivacyRule
{
    public FieldUse Deny(Field field, PrivacyContext context) =>
        PrivacySettings.Covers(context.Settings.ExportRestriction, field.Personal) ? FieldUse.Export : FieldUse.None;
}
