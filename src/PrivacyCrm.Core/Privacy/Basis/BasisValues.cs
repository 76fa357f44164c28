using System.Collections.Frozen;
using System.Collections.Immutable;

namespace PrivacyCrm.Core.Privacy.Basis;

/// <summary>The lawful bases. No single list of them is published, so every known spelling is understood and one is answered.</summary>
public static class BasisValues
{
    /// <summary>The default: nothing was chosen.</summary>
    public static readonly BasisValue NotApplicable = new("Not Applicable", "Not Applicable");

    /// <summary>The person agreed.</summary>
    public static readonly BasisValue Obtained = new("Obtained", "Consent - Obtained");

    /// <summary>The person asked to stop, so the record becomes read-only.</summary>
    public static readonly BasisValue Declined = new("Declined", "Consent - Declined", "Stop Processing", "Denied", "Consent - Denied");

    /// <summary>All values, in the order of the picklist.</summary>
    public static readonly ImmutableArray<BasisValue> All =
    [
        NotApplicable,
        new("Legitimate Interests", "Legitimate Interests", "Legitimate Interest"),
        new("Contract", "Contract"),
        new("Legal Obligation", "Legal Obligation", "Legal Obligations"),
        new("Vital Interests", "Vital Interests", "Vital Interest"),
        new("Public Interests", "Public Interests", "Public Interest"),
        new("Pending", "Consent - Pending"),
        new("Awaiting", "Consent - Waiting", "Consent - Awaiting", "Waiting"),
        Obtained,
        new("Not Responded", "Consent - Not Responded", "Not Respond", "Consent - Not Respond"),
        Declined,
        new("Delete", "Delete"),
    ];

    private static readonly FrozenDictionary<string, BasisValue> Spellings = All
        .SelectMany(value => value.Aliases.Append(value.Short).Append(value.Long).Select(spelling => (Key: Plain(spelling), Value: value)))
        .DistinctBy(pair => pair.Key)
        .ToFrozenDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);

    /// <summary>Understands a spelling, without regard to case, spaces and hyphens.</summary>
    /// <param name="text">The spelling.</param>
    /// <returns>The value, or null.</returns>
    public static BasisValue? Find(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Spellings.GetValueOrDefault(Plain(text));
    }

    private static string Plain(string text) => string.Concat(text.Where(unit => unit is not (' ' or '-'))).ToUpperInvariant();
}
