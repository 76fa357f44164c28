using System.Globalization;

namespace PrivacyCrm.Store.Records;

/// <summary>The names of statement parameters, made once.</summary>
internal static class ParameterNames
{
    private static readonly string[] Names = [.. Enumerable.Range(1, 256).Select(number => $"${number}")];

    public static string Of(int index) => index < Names.Length ? Names[index] : string.Create(CultureInfo.InvariantCulture, $"${index + 1}");

    /// <summary>The first names, separated by commas.</summary>
    public static string List(int count) => string.Join(", ", Names.Take(count));
}
