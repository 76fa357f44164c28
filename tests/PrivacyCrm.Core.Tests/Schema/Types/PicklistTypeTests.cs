using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Tests.Support;
using PrivacyCrm.Tests;

namespace PrivacyCrm.Core.Tests.Schema.Types;

public sealed class PicklistTypeTests
{
    private static readonly Field Field = A.Field.Picklist().LimitedTo(6);

    [Theory]
    [InlineData("\"Open\"", "\"Open\" key Open")]
    [InlineData("\" Open \"", "\"Open\" key Open")]
    [InlineData("\"Neu\"", "\"Neu\" key Neu")]
    public void Value_is_stored_with_its_key(string json, string stored) => Assert.Equal(stored, Reading.Of(Field, json));

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\"-None-\"")]
    public void Empty_value_is_no_value(string json) => Assert.Equal("nothing", Reading.Of(Field, json));

    [Theory]
    [InlineData("\"Longish\"", "longer than 6")]
    [InlineData("\"a\\u0000\"", "not text")]
    [InlineData("5", "not text")]
    [InlineData("true", "not text")]
    [InlineData("[]", "not text")]
    [InlineData("{}", "not text")]
    public void Other_value_is_refused(string json, string problem) => Assert.Equal(problem, Reading.Of(Field, json));

    [Theory]
    [InlineData("Open", "Open")]
    public void Value_in_criteria_becomes_a_key(string text, string key) => Assert.Equal(key, Reading.Sought(Field, text));

    [Theory]
    [InlineData("equals", "Equal Open", "Open")]
    [InlineData("in", "OneOf Open Won", "Open", "Won")]
    public void Operator_means_a_comparison_of_keys(string operatorName, string comparison, params string[] values) =>
        Assert.Equal(comparison, Reading.Compared(Field, operatorName, values));
}
