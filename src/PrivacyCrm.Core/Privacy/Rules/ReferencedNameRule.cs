using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Schema.Types;

namespace PrivacyCrm.Core.Privacy.Rules;

/// <summary>Refuses to find or order records by the name of a referenced record when that name is closed in its own module.</summary>
internal sealed class ReferencedNameRule : IPrivacyRule
{
    public FieldUse Deny(Field field, PrivacyContext context)
    {
        if (field.Type is not RecordLookupType || context.Organization.FindModule(field.LookupModule) is not { } target)
        {
            return FieldUse.None;
        }

        Field? name = target.Find(target.DisplayField);
        return name is null
            ? FieldUse.None
            : PrivacyPolicy.Denied(name, context with { Module = target }) & (FieldUse.Filter | FieldUse.Sort);
    }
}
