using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Tests.Support;

namespace PrivacyCrm.Core.Tests.Errors;

public sealed partial class CatalogueTests
{
    private static readonly int[] Statuses = [400, 401, 403, 404, 409, 412, 413, 415, 422, 429, 500, 502, 503];

    // Refusals that clients tell apart by their details alone, as those of the original.
    private static readonly string[] Shared =
    [
        "CANNOT_PROCESS 400 The record is in stop processing",
        "CONVERTED_RECORD 400 can't update the converted record",
        "DUPLICATE_DATA 400 duplicate data",
        "EXPECTED_PARAM_MISSING 400 one of the expected parameter is missing",
        "INVALID_DATA 400 either the request body or parameters is in wrong format",
        "INVALID_DATA 400 invalid data",
        "INVALID_DATA 400 record not deleted",
        "INVALID_DATA 400 the id given seems to be invalid",
        "INVALID_DATA 400 the id given seems to be invalid or already deleted",
        "INVALID_MODULE 400 the module name given seems to be invalid",
        "INVALID_QUERY 400 Invalid query formed",
        "LIMIT_EXCEEDED 400 limit exceeded",
        "MANDATORY_NOT_FOUND 400 required field not found",
    ];

    public static TheoryData<string> Names { get; } = [.. Factories().Select(NameOf)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Refusal_has_a_code_a_status_and_a_message(string name)
    {
        CrmError error = Make(Factories().Single(factory => NameOf(factory) == name));

        Assert.Matches("^([A-Z][A-Z0-9]*(_[A-Z0-9]+)*|[a-z]+(_[a-z]+)*)$", error.Code);
        Assert.Contains(error.Status, Statuses);
        Assert.False(string.IsNullOrWhiteSpace(error.Message));
        Assert.StartsWith($$"""{"code":"{{error.Code}}","details":{""", Results.Body(error), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Message_is_the_same_whatever_is_told(string name)
    {
        MethodInfo factory = Factories().Single(one => NameOf(one) == name);

        Assert.Equal(Make(factory).Message, Make(factory, "~~other~~").Message);
    }

    [Fact]
    public void Refusals_that_share_code_status_and_message_are_listed() => Assert.Equal(
        Shared,
        Factories().Select(factory => Line(Make(factory))).CountBy(line => line).Where(pair => pair.Value > 1).Select(pair => pair.Key).Order(StringComparer.Ordinal));

    [Fact]
    public void Documentation_has_a_row_for_every_refusal_and_no_other() =>
        Assert.Equal(Factories().Select(factory => Line(Make(factory))).Order(StringComparer.Ordinal), Documented().Order(StringComparer.Ordinal));

    [Fact]
    public void Documentation_names_the_details_of_every_refusal()
    {
        ILookup<string, string> documented = Rows().ToLookup(
            row => $"{row.Groups["code"].Value} {row.Groups["status"].Value} {row.Groups["message"].Value}", row => row.Groups["details"].Value, StringComparer.Ordinal);

        // Duplicates, changed records and several refusals have details made elsewhere.
        IEnumerable<string> missing = Factories()
            .Where(factory => factory.GetParameters().All(parameter => parameter.ParameterType == typeof(string) || parameter.ParameterType == typeof(int)))
            .Select(factory => Make(factory))
            .Where(error => !documented[Line(error)].Contains(DetailsOf(error), StringComparer.Ordinal))
            .Select(error => $"{Line(error)}: {DetailsOf(error)}");

        Assert.Empty(missing);
    }

    private static IEnumerable<MethodInfo> Factories() => typeof(CrmErrors)
        .GetNestedTypes(BindingFlags.Public)
        .SelectMany(family => family.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
        .Where(method => method.ReturnType == typeof(CrmError));

    private static string NameOf(MethodInfo factory) =>
        $"{factory.DeclaringType!.Name}.{factory.Name}({string.Join(", ", factory.GetParameters().Select(parameter => parameter.Name))})";

    private static CrmError Make(MethodInfo factory, string text = "Name") =>
        (CrmError)factory.Invoke(null, [.. factory.GetParameters().Select(parameter => Argument(parameter.ParameterType, text))])!;

    private static object Argument(Type type, string text) => type switch
    {
        _ when type == typeof(string) => text,
        _ when type == typeof(int) => text.Length,
        _ when type == typeof(ErrorDetails) => ErrorDetails.Of(("api_name", text)),
        _ when type == typeof(IEnumerable<string>) => new[] { text },
        _ when type == typeof(IEnumerable<CrmError>) => Array.Empty<CrmError>(),
        _ => throw new ArgumentException("A refusal takes names, numbers and lists of them.", nameof(type)),
    };

    private static string Line(CrmError error) => string.Create(CultureInfo.InvariantCulture, $"{error.Code} {error.Status} {error.Message}");

    private static string DetailsOf(CrmError error)
    {
        using System.Text.Json.JsonDocument body = System.Text.Json.JsonDocument.Parse(Results.Body(error));
        return string.Join(", ", body.RootElement.GetProperty("details").EnumerateObject().Select(member => $"`{member.Name}`"));
    }

    private static IEnumerable<string> Documented() =>
        Rows().Select(row => $"{row.Groups["code"].Value} {row.Groups["status"].Value} {row.Groups["message"].Value}");

    private static IEnumerable<Match> Rows() => Row().Matches(File.ReadAllText(Repository.PathOf("docs", "errors.md")));

    [GeneratedRegex(@"^\| `(?<code>[A-Za-z0-9_]+)` \| (?<status>\d{3}) \| (?<message>[^|]+?) \| (?<details>[^|]*?) ?\| (?<when>[^|]+?) \|$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1_000)]
    private static partial Regex Row();
}
