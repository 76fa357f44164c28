using System.Text.Json;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Schema.Types;
using PrivacyCrm.Core.Tests.Support;
using PrivacyCrm.Tests;

namespace PrivacyCrm.Core.Tests.Schema.Types;

/// <summary>What holds for every data type, whatever is sent.</summary>
public sealed class FieldTypeContract
{
    private static readonly string[] Samples =
    [
        "\"\"", "\" \"", "\"a\"", "\"A,b (c)\"", "\"ann@example.com\"", "\"555-1234\"", "\"www.example.com\"", "\"-None-\"", "\"true\"", "\"2026-03-14\"",
        "\"2026-03-14T10:00:00+01:00\"", "\"0001-01-01T00:00:00+14:00\"", "\"5\"", "\"-5\"", "\"2000000000000001\"", "\"9999999999999999999\"",
        "\"\\u0000\"", "\"a\\u0000b\"", "\"\\u001f\"", "\"\\\"\\\\/\\b\\f\\n\\r\\t\"", "\"\\ud83d\\ude00\"", "\"ÄÖÜ中😀\"", "\"\\uFFFF\"",
        "0", "-0", "0.0", "1", "-1", "1.5", "5e0", "1e28", "1e-28", "1e29", "1e400", "-1e400", "1e-400", "0e400", "1e99999999999999999999",
        "123456789012345678901234567890", "0.123456789012345678901234567890", "79228162514264337593543950335", "-79228162514264337593543950335",
        "true", "false", "[]", "{}", "[null]", "[true,false]", "[\"a\",\"b\"]", "[1,[2,[3]]]", "[{}]", "[{\"id\":\"1\"}]", "[{\"name\":\"a\"}]", "[{\"name\":null}]",
        "{\"id\":\"2000000000000001\"}", "{\"id\":1}", "{\"id\":null}", "{\"id\":[]}", "{\"id\":{\"id\":{}}}", "{\"email\":null}", "{\"name\":\"x\"}",
        "{\"id\":\"1\",\"id\":{}}", "{\"\":\"\\u0000\"}", "{\"a\":{\"b\":{\"c\":[1,\"x\",{\"d\":null}]}}}",
    ];

    public static TheoryData<string> Codes { get; } = [.. FieldTypes.All.Select(type => type.Code)];

    public static TheoryData<string, string> CodesAndSamples
    {
        get
        {
            TheoryData<string, string> rows = [];
            foreach (FieldType type in FieldTypes.All)
            {
                foreach (string sample in Samples)
                {
                    rows.Add(type.Code, sample);
                }
            }

            return rows;
        }
    }

    [Fact]
    public void Codes_are_unique() => Assert.Equal(FieldTypes.All.Length, FieldTypes.All.Select(type => type.Code).Distinct().Count());

    [Theory]
    [MemberData(nameof(Codes))]
    public void Type_is_found_by_its_code(string code) => Assert.Equal(code, FieldTypes.Find(code)?.Code);

    [Theory]
    [MemberData(nameof(Codes))]
    public void Type_that_is_searched_has_keys(string code)
    {
        FieldType type = FieldTypes.Find(code)!;

        Assert.True(type.Operators.IsEmpty || type.Key != KeyKind.None);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Operators_are_known_and_listed_once(string code)
    {
        FieldType type = FieldTypes.Find(code)!;

        Assert.Equal(type.Operators.Length, type.Operators.Distinct().Count());
        Assert.All(type.Operators, one => Assert.Contains(one, CriteriaOperators.All));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Unique_values_have_keys(string code)
    {
        FieldType type = FieldTypes.Find(code)!;

        Assert.True(!type.CanBeUnique || type.Key == KeyKind.Indexed);
    }

    [Theory]
    [MemberData(nameof(CodesAndSamples))]
    public void Anything_is_read_or_refused(string code, string json)
    {
        Field field = A.Field.Of(code, "Field");

        ReadOutcome outcome = Reading.Read(field, json);

        AssertSound(field, outcome);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Very_long_values_are_read_or_refused(string code)
    {
        Field field = A.Field.Of(code, "Field");
        string[] samples =
        [
            $"\"{new string('a', 100_000)}\"", $"\"{new string('9', 100_000)}\"", new string('9', 100_000), $"0.{new string('0', 100_000)}1", $"\"{new string(' ', 100_000)}\"",
            $"[{string.Join(',', Enumerable.Repeat("\"a\"", 10_000))}]", $"[{string.Join(',', Enumerable.Range(0, 2_000).Select(number => $"\"{number}\""))}]",
            $"{new string('[', 60)}{new string(']', 60)}", $"\"{string.Concat(Enumerable.Repeat("a.", 50_000))}\"", $"\"a@{string.Concat(Enumerable.Repeat("a-", 45))}\"",
        ];

        foreach (string sample in samples)
        {
            AssertSound(field, Reading.Read(field, sample));
        }
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Words_in_criteria_are_understood_or_refused(string code)
    {
        Field field = A.Field.Of(code, "Field");
        string[] samples = [.. Samples.Select(sample => sample.Trim('"')), string.Empty, "\0", "9999-12-31", "0001-01-01", "9999-12-31T23:59:59-14:00", new string('9', 3_000)];

        Assert.All(samples, sample => Assert.NotEqual("?", Reading.Sought(field, sample)));
    }

    [Theory]
    [MemberData(nameof(CodesAndSamples))]
    public void Stored_value_is_shown_as_json(string code, string json)
    {
        Field field = A.Field.Of(code, "Field");

        using JsonDocument shown = JsonDocument.Parse(Reading.Shown(field, json));

        Assert.NotEqual(JsonValueKind.Undefined, shown.RootElement.ValueKind);
    }

    private static void AssertSound(Field field, ReadOutcome outcome)
    {
        if (outcome.Problem is not null)
        {
            Assert.Null(outcome.Value.Json);
            Assert.True(outcome.Problem is { ExpectedDataType: not null } or { MaximumLength: not null } or { IsUnknownId: true });
            return;
        }

        if (outcome.Value.Json is not { } stored)
        {
            Assert.Null(outcome.Value.Key);
            return;
        }

        Assert.Equal(outcome.Value.Key, field.Type.KeyOf(stored, new FieldInput(field, Reading.Organization)));
        Assert.Equal(field.Type.Key is not KeyKind.None, outcome.Value.Key is not null);

        // The system's own texts are made of values that were read before.
        Assert.True(field.Type is AutoNumberType or FullNameType || !(stored + outcome.Value.Key).Contains('\0', StringComparison.Ordinal));
        Assert.True(field.Type is AutoNumberType or FullNameType || !stored.Contains("\\u0000", StringComparison.Ordinal));
    }
}
