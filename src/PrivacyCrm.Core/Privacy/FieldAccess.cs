using System.Collections.Frozen;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Privacy;

/// <summary>What the API may do with the fields of one module: the only way to ask, also while privacy is off.</summary>
public sealed class FieldAccess
{
    private readonly FrozenDictionary<long, FieldUse> _uses;

    /// <summary>Initializes a new instance of the <see cref="FieldAccess"/> class.</summary>
    /// <param name="uses">The uses left, by field.</param>
    internal FieldAccess(FrozenDictionary<long, FieldUse> uses) => _uses = uses;

    /// <summary>Tells whether a use is left. A field that was not decided about is closed.</summary>
    /// <param name="field">The field.</param>
    /// <param name="use">The use.</param>
    /// <returns>True when it is.</returns>
    public bool Allows(Field field, FieldUse use)
    {
        ArgumentNullException.ThrowIfNull(field);
        return (_uses.GetValueOrDefault(field.Id) & use) == use;
    }

    /// <summary>The uses left.</summary>
    /// <param name="field">The field.</param>
    /// <returns>The uses.</returns>
    internal FieldUse UsesOf(Field field) => _uses.GetValueOrDefault(field.Id);
}
