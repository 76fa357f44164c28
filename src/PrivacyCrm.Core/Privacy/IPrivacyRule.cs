using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Privacy;

/// <summary>A rule that closes fields. It can only take uses away, so rules need no order and none opens a field by accident.</summary>
public interface IPrivacyRule
{
    /// <summary>The uses the rule takes away.</summary>
    /// <param name="field">The field.</param>
    /// <param name="context">Its module and organization.</param>
    /// <returns>The uses; <see cref="FieldUse.None"/> when the rule does not concern the field.</returns>
    FieldUse Deny(Field field, PrivacyContext context);
}
