using System.Collections.Immutable;
using System.Text;

namespace PrivacyCrm.Core.Criteria;

/// <summary>Values of criteria: escapes and lists.</summary>
public static class CriteriaValues
{
    /// <summary>Stands for "no value".</summary>
    public const string Empty = "${EMPTY}";

    /// <summary>Reads one value: commas are part of it, <c>\(</c>, <c>\)</c>, <c>\,</c> and <c>\\</c> stand for the second character.</summary>
    /// <param name="escaped">The value as written.</param>
    /// <returns>The value.</returns>
    public static string One(string escaped) => Split(escaped, isList: false)[0];

    /// <summary>Reads a list of values separated by commas.</summary>
    /// <param name="escaped">The list as written.</param>
    /// <returns>The values, without the space around them.</returns>
    public static ImmutableArray<string> Many(string escaped) => Split(escaped, isList: true);

    /// <summary>Tells whether a backslash before a character escapes it.</summary>
    /// <param name="unit">The character.</param>
    /// <returns>True for brackets, comma and backslash.</returns>
    public static bool IsEscapable(char unit) => unit is '(' or ')' or ',' or '\\';

    private static ImmutableArray<string> Split(string escaped, bool isList)
    {
        ImmutableArray<string>.Builder values = ImmutableArray.CreateBuilder<string>();
        StringBuilder current = new();
        for (int index = 0; index < escaped.Length; index++)
        {
            char unit = escaped[index];
            if (unit == '\\' && index + 1 < escaped.Length && IsEscapable(escaped[index + 1]))
            {
                current.Append(escaped[++index]);
            }
            else if (unit == ',' && isList)
            {
                values.Add(current.ToString().Trim());
                current.Clear();
            }
            else
            {
                current.Append(unit);
            }
        }

        values.Add(current.ToString().Trim());
        return values.ToImmutable();
    }
}
