using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Tests.Support;
using PrivacyCrm.Tests;

namespace PrivacyCrm.Core.Tests.Schema.Types;

public sealed class TextTypeTests
{
    private static readonly Field Field = A.Field.Text().LimitedTo(5);

    [Theory]
    [InlineData("\"Ann\"", "\"Ann\" key ann")]
    [InlineData("\" Ann \"", "\"Ann\" key ann")]
    [InlineData("\"ÄÖ\"", "\"ÄÖ\" key äö")]
    [InlineData("\"12345\"", "\"12345\" key 12345")]
    [InlineData("\"😀😀😀😀😀\"", "\"\\uD83D\\uDE00\\uD83D\\uDE00\\uD83D\\uDE00\\uD83D\\uDE00\\uD83D\\uDE00\" key 😀😀😀😀😀")]
    [InlineData("\"a\\\"b\"", "\"a\\\"b\" key a\"b")]
    [InlineData("\"a\\\\b\"", "\"a\\\\b\" key a\\b")]
    [InlineData("\"<&>\"", "\"<&>\" key <&>")]
    public void Value_is_stored_with_its_key(string json, string stored) => Assert.Equal(stored, Reading.Of(Field, json));

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\"   \"")]
    public void Empty_value_is_no_value(string json) => Assert.Equal("nothing", Reading.Of(Field, json));

    [Theory]
    [InlineData("\"123456\"", "longer than 5")]
    [InlineData("\"a\\u0000b\"", "not text")]
    [InlineData("5", "not text")]
    [InlineData("true", "not text")]
    [InlineData("[]", "not text")]
    [InlineData("{}", "not text")]
    public void Other_value_is_refused(string json, string problem) => Assert.Equal(problem, Reading.Of(Field, json));

    [Theory]
    [InlineData("\"Ann\"", "\"Ann\"")]
    [InlineData("\"\"", "null")]
    public void Stored_value_is_shown(string json, string shown) => Assert.Equal(shown, Reading.Shown(Field, json));

    [Theory]
    [InlineData("Ann", "ann")]
    [InlineData("5", "5")]
    [InlineData("A:B", "a:b")]
    public void Value_in_criteria_becomes_a_key(string text, string key) => Assert.Equal(key, Reading.Sought(Field, text));

    [Theory]
    [InlineData("equals", "Contains ann", "Ann")]
    [InlineData("not_equal", "NotEqual ann", "Ann")]
    [InlineData("starts_with", "StartsWith ann", "Ann")]
    [InlineData("in", "OneOf ann bob", "Ann", "Bob")]
    public void Operator_means_a_comparison_of_keys(string operatorName, string comparison, params string[] values) =>
        Assert.Equal(comparison, Reading.Compared(Field, operatorName, values));
}
