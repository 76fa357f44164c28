using FsCheck;
using FsCheck.Fluent;

namespace PrivacyCrm.Core.Tests.Support;

/// <summary>Texts that are likely to find something.</summary>
internal static class Texts
{
    /// <summary>Short texts with letters of several planes, and with the borders of UTF-8 and UTF-16.</summary>
    public static Gen<string> WellFormed { get; } = Of(
        "a", "b", "B", "x", "z", "0", "9", " ", "-", "é", "ß", "İ", "ſ", "中", "\u007F", "\u0080", "\u07FF", "\u0800", "\uD7FF", "\uE000", "\uFFFF", "\U00010000", "\U0001F600", "\U0010FFFF");

    /// <summary>Short texts of the signs of the criteria grammar.</summary>
    public static Gen<string> Hostile { get; } = Of(
        "(", ")", ":", ",", "\\", "a", "and", "or", " ", "equals", "${EMPTY}", "\t", "é", "\U0001F600", "((", "))", "::", "(a:equals:b)");

    private static Gen<string> Of(params string[] parts) => Gen.Elements(parts).ListOf().Select(string.Concat);
}
