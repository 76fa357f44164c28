namespace PrivacyCrm.Store.Records;

/// <summary>The names of statement parameters, made once.</summary>
internal static class ParameterNames
{
    private static readonly string[] Names = [.. Enumerable.Range(1, 256).Select(number => $"${number}")];

    public static string Of(int index) => Names[index];

    /// <summary>The first names, separated by commas.</summary>
    public static string List(int count) => string.Join(", ", Names.Take(count));
}
