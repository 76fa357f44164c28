using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Tests.Support;
using PrivacyCrm.Tests;

namespace PrivacyCrm.Core.Tests.Schema.Types;

public sealed class TextAreaTypeTests
{
    private static readonly Field Field = A.Field.TextArea().LimitedTo(10);

    [Theory]
    [InlineData("\"a b\"", "\"a b\" key a b")]
    public void Value_is_stored_with_its_key(string json, string stored) => Assert.Equal(stored, Reading.Of(Field, json));

    [Theory]
    [InlineData("\"\"")]
    public void Empty_value_is_no_value(string json) => Assert.Equal("nothing", Reading.Of(Field, json));

    [Theory]
    [InlineData("\"12345678901\"", "longer than 10")]
    [InlineData("\"\\u0000\"", "not text")]
    [InlineData("5", "not text")]
    [InlineData("true", "not text")]
    [InlineData("[]", "not text")]
    [InlineData("{}", "not text")]
    public void Other_value_is_refused(string json, string problem) => Assert.Equal(problem, Reading.Of(Field, json));

    [Theory]
    [InlineData("Ann", "ann")]
    public void Value_in_criteria_becomes_a_key(string text, string key) => Assert.Equal(key, Reading.Sought(Field, text));

    [Theory]
    [InlineData("equals", "Contains ann", "Ann")]
    [InlineData("starts_with", "StartsWith ann", "Ann")]
    public void Operator_means_a_comparison_of_keys(string operatorName, string comparison, params string[] values) =>
        Assert.Equal(comparison, Reading.Compared(Field, operatorName, values));

    [Fact]
    public void Lists_of_values_are_not_compared() => Assert.DoesNotContain(Field.Type.Operators, one => one.Name == "in");

    [Fact]
    public void Line_breaks_are_kept() => Assert.Equal("\"a\\nb\"", Reading.Read(Field, "\"a\\nb\"").Value.Json);
}
