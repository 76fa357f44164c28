namespace PrivacyCrm.Core.Coql;

/// <summary>A pattern of <c>like</c>: percent signs at its ends stand for anything, all other characters for themselves.</summary>
/// <param name="Text">What is between.</param>
/// <param name="IsOpenBefore">Whether anything may come before.</param>
/// <param name="IsOpenBehind">Whether anything may follow.</param>
internal readonly record struct CoqlPattern(string Text, bool IsOpenBefore, bool IsOpenBehind)
{
    /// <summary>Reads a pattern.</summary>
    public static CoqlPattern Of(string pattern)
    {
        bool isOpenBefore = pattern.StartsWith('%');
        bool isOpenBehind = pattern.EndsWith('%');
        return pattern == "%"
            ? new CoqlPattern(string.Empty, true, true)
            : new CoqlPattern(pattern[(isOpenBefore ? 1 : 0)..^(isOpenBehind ? 1 : 0)], isOpenBefore, isOpenBehind);
    }

    /// <summary>Tells whether a text fits.</summary>
    public bool Matches(string text) => (IsOpenBefore, IsOpenBehind) switch
    {
        (true, true) => text.Contains(Text, StringComparison.Ordinal),
        (false, true) => text.StartsWith(Text, StringComparison.Ordinal),
        (true, false) => text.EndsWith(Text, StringComparison.Ordinal),
        _ => text == Text,
    };
}
