using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Tests.Support;
using PrivacyCrm.Tests;

namespace PrivacyCrm.Core.Tests.Schema.Types;

public sealed class WebsiteTypeTests
{
    private static readonly Field Field = A.Field.Website();

    [Theory]
    [InlineData("\"https://www.example.com\"", "\"https://www.example.com\" key https://www.example.com")]
    [InlineData("\"Example.com/path?x=1\"", "\"Example.com/path?x=1\" key example.com/path?x=1")]
    public void Value_is_stored_with_its_key(string json, string stored) => Assert.Equal(stored, Reading.Of(Field, json));

    [Theory]
    [InlineData("\"\"")]
    public void Empty_value_is_no_value(string json) => Assert.Equal("nothing", Reading.Of(Field, json));

    [Theory]
    [InlineData("\"example\"", "not website")]
    [InlineData("\"exa mple\"", "not website")]
    [InlineData("5", "not website")]
    [InlineData("true", "not website")]
    [InlineData("[]", "not website")]
    [InlineData("{}", "not website")]
    public void Other_value_is_refused(string json, string problem) => Assert.Equal(problem, Reading.Of(Field, json));

    [Theory]
    [InlineData("Example.com", "example.com")]
    public void Value_in_criteria_becomes_a_key(string text, string key) => Assert.Equal(key, Reading.Sought(Field, text));

    [Theory]
    [InlineData("equals", "Contains example", "Example")]
    public void Operator_means_a_comparison_of_keys(string operatorName, string comparison, params string[] values) =>
        Assert.Equal(comparison, Reading.Compared(Field, operatorName, values));

    [Fact]
    public void Too_long_address_is_refused() => Assert.Equal("longer than 450", Reading.Of(Field, $"\"{new string('a', 447)}.com\""));
}
