using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Schema.Types;

namespace PrivacyCrm.Core.Privacy.Rules;

/// <summary>Closes a name made of other fields as far as any of them is closed; otherwise it would show their values.</summary>
internal sealed class ComposedNameRule : IPrivacyRule
{
    public FieldUse Deny(Field field, PrivacyContext context)
    {
        FieldUse denied = FieldUse.None;
        if (field.Type is FullNameType)
        {
            foreach (string part in FullNameType.Parts)
            {
                denied |= context.Module.Find(part) is { } source ? PrivacyPolicy.Denied(source, context) : FieldUse.None;
            }
        }

        return denied;
    }
}
