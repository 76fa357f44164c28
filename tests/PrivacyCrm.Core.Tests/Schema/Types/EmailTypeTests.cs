using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Tests.Support;
using PrivacyCrm.Tests;

namespace PrivacyCrm.Core.Tests.Schema.Types;

public sealed class EmailTypeTests
{
    private static readonly Field Field = A.Field.Email();

    [Theory]
    [InlineData("\"Ann@Example.com\"", "\"Ann@Example.com\" key ann@example.com")]
    [InlineData("\"a.b+c@sub.example.co\"", "\"a.b+c@sub.example.co\" key a.b+c@sub.example.co")]
    [InlineData("\"jörg@exämple.de\"", "\"jörg@exämple.de\" key jörg@exämple.de")]
    public void Value_is_stored_with_its_key(string json, string stored) => Assert.Equal(stored, Reading.Of(Field, json));

    [Theory]
    [InlineData("\"\"")]
    public void Empty_value_is_no_value(string json) => Assert.Equal("nothing", Reading.Of(Field, json));

    [Theory]
    [InlineData("\"ann\"", "not email")]
    [InlineData("\"ann@\"", "not email")]
    [InlineData("\"ann@example\"", "not email")]
    [InlineData("\"@example.com\"", "not email")]
    [InlineData("\"a b@example.com\"", "not email")]
    [InlineData("\"ann@example.com, bob@example.com\"", "not email")]
    [InlineData("\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@example.com\"", "longer than 100")]
    [InlineData("5", "not email")]
    [InlineData("true", "not email")]
    [InlineData("[]", "not email")]
    [InlineData("{}", "not email")]
    public void Other_value_is_refused(string json, string problem) => Assert.Equal(problem, Reading.Of(Field, json));

    [Theory]
    [InlineData("Ann@Example.com", "ann@example.com")]
    [InlineData("example", "example")]
    public void Value_in_criteria_becomes_a_key(string text, string key) => Assert.Equal(key, Reading.Sought(Field, text));

    [Theory]
    [InlineData("equals", "Contains example", "EXAMPLE")]
    [InlineData("not_equal", "NotEqual a@b.de", "A@b.de")]
    [InlineData("in", "OneOf a@b.de c@d.de", "A@b.de", "c@d.de")]
    public void Operator_means_a_comparison_of_keys(string operatorName, string comparison, params string[] values) =>
        Assert.Equal(comparison, Reading.Compared(Field, operatorName, values));

    [Fact]
    public void Hostile_address_ends_soon() => Assert.Equal("not email", Reading.Of(Field, $"\"a@{new string('a', 90)}!\""));
}
