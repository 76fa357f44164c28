using System.Globalization;
using System.Text;

namespace PrivacyCrm.Core.Settings;

/// <summary>API names: a letter, then letters, digits and single underscores. They are the only names that come near a statement.</summary>
internal static class ApiNames
{
    private const int MaximumLength = 45;

    /// <summary>Makes a name of a label, with a digit behind when the name is taken.</summary>
    public static string Make(string label, Predicate<string> isTaken)
    {
        StringBuilder name = new();
        foreach (char unit in label)
        {
            if (char.IsAsciiLetterOrDigit(unit))
            {
                name.Append(unit);
            }
            else if (name.Length > 0 && name[^1] != '_')
            {
                name.Append('_');
            }
        }

        string plain = name.ToString().Trim('_');
        plain = plain.Length == 0 || !char.IsAsciiLetter(plain[0]) ? $"Custom_{plain}".TrimEnd('_') : plain;
        plain = plain.Length > MaximumLength ? plain[..MaximumLength].TrimEnd('_') : plain;
        string candidate = plain;
        for (int suffix = 1; isTaken(candidate); suffix++)
        {
            candidate = plain + suffix.ToString(CultureInfo.InvariantCulture);
        }

        return candidate;
    }

    /// <summary>Tells whether a name that was sent is one.</summary>
    public static bool IsWellFormed(string name) =>
        name.Length is > 0 and <= 50
        && char.IsAsciiLetter(name[0])
        && name[^1] != '_'
        && !name.Contains("__", StringComparison.Ordinal)
        && name.All(unit => char.IsAsciiLetterOrDigit(unit) || unit == '_');
}
