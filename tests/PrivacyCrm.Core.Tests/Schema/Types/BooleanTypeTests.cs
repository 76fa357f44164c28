using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Tests.Support;
using PrivacyCrm.Tests;

namespace PrivacyCrm.Core.Tests.Schema.Types;

public sealed class BooleanTypeTests
{
    private static readonly Field Field = A.Field.Boolean();

    [Theory]
    [InlineData("true", "true key 1")]
    public void Value_is_stored_with_its_key(string json, string stored) => Assert.Equal(stored, Reading.Of(Field, json));

    [Theory]
    [InlineData("false")]
    public void Empty_value_is_no_value(string json) => Assert.Equal("nothing", Reading.Of(Field, json));

    [Theory]
    [InlineData("\"true\"", "not boolean")]
    [InlineData("1", "not boolean")]
    [InlineData("[]", "not boolean")]
    [InlineData("{}", "not boolean")]
    public void Other_value_is_refused(string json, string problem) => Assert.Equal(problem, Reading.Of(Field, json));

    [Theory]
    [InlineData("true", "true")]
    [InlineData("false", "false")]
    public void Stored_value_is_shown(string json, string shown) => Assert.Equal(shown, Reading.Shown(Field, json));

    [Theory]
    [InlineData("true", "1")]
    [InlineData("TRUE", "1")]
    [InlineData("false", "0")]
    [InlineData("1", "no value")]
    [InlineData("yes", "no value")]
    public void Value_in_criteria_becomes_a_key(string text, string key) => Assert.Equal(key, Reading.Sought(Field, text));

    [Theory]
    [InlineData("equals", "Equal 1", "true")]
    [InlineData("equals", "NotEqual 1", "false")]
    [InlineData("not_equal", "NotEqual 1", "true")]
    [InlineData("not_equal", "Equal 1", "false")]
    public void Operator_means_a_comparison_of_keys(string operatorName, string comparison, params string[] values) =>
        Assert.Equal(comparison, Reading.Compared(Field, operatorName, values));
}
