using System.Globalization;
using System.Text.RegularExpressions;

namespace PrivacyCrm.IntegrationTests.Swagger;

/// <summary>What a schema says of texts, numbers and the length of lists.</summary>
internal sealed partial class ValueRule
{
    public HashSet<string>? Words { get; init; }

    public HashSet<string> Forbidden { get; init; } = [];

    public Regex? Pattern { get; init; }

    public string? Format { get; init; }

    /// <summary>The least number, length or count.</summary>
    public double Minimum { get; init; } = double.MinValue;

    /// <summary>The greatest number, length or count.</summary>
    public double Maximum { get; init; } = double.MaxValue;

    public string? ProblemOf(string text, string path) =>
        Words?.Contains(text) == false || Forbidden.Contains(text) ? $"{path}: {text} is not one of the words"
        : Pattern?.IsMatch(text) == false || !HasFormat(text) ? $"{path}: {text} has not the form"
        : ProblemOfCount(text.Length, path);

    public string? ProblemOf(double number, string path) =>
        number < Minimum || number > Maximum ? string.Create(CultureInfo.InvariantCulture, $"{path}: {number} is out of range") : null;

    public string? ProblemOfCount(int count, string path) => ProblemOf((double)count, path);

    private bool HasFormat(string text) => Format switch
    {
        null => true,
        "date-time" => Time().IsMatch(text),
        "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "uri" => Uri.TryCreate(text, UriKind.Absolute, out _),
        "email" => text.Contains('@', StringComparison.Ordinal),
        "binary" => true,
        _ => throw new InvalidOperationException($"Nobody checks the format {Format}."),
    };

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$")]
    private static partial Regex Time();
}
