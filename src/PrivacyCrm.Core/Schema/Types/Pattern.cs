using System.Text.RegularExpressions;

namespace PrivacyCrm.Core.Schema.Types;

/// <summary>Runs the original's published patterns, which can take long on hostile input, within a limit.</summary>
internal static class Pattern
{
    /// <summary>A value that takes longer than this has not the form; real ones take microseconds.</summary>
    public const int TimeoutMilliseconds = 50;

    public static bool Matches(Regex pattern, string text)
    {
        try
        {
            return pattern.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }
}
