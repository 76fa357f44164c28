using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Tests.Support;
using PrivacyCrm.Tests;

namespace PrivacyCrm.Core.Tests.Schema.Types;

public sealed class IntegerTypeTests
{
    private static readonly Field Field = A.Field.Integer();

    [Theory]
    [InlineData("5", "5 key 25015")]
    [InlineData("5.0", "5 key 25015")]
    [InlineData("5e2", "500 key 25035")]
    [InlineData("-5", "-5 key 04994~")]
    [InlineData("0", "0 key 1")]
    [InlineData("-0", "0 key 1")]
    [InlineData("999999999", "999999999 key 2509999999999")]
    public void Value_is_stored_with_its_key(string json, string stored) => Assert.Equal(stored, Reading.Of(Field, json));

    [Theory]
    [InlineData("1000000000", "longer than 9")]
    [InlineData("5.5", "not integer")]
    [InlineData("1e400", "longer than 9")]
    [InlineData("1e-400", "not integer")]
    [InlineData("123456789012345678901234567890", "longer than 9")]
    [InlineData("\"5\"", "not integer")]
    [InlineData("true", "not integer")]
    [InlineData("[]", "not integer")]
    [InlineData("{}", "not integer")]
    public void Other_value_is_refused(string json, string problem) => Assert.Equal(problem, Reading.Of(Field, json));

    [Theory]
    [InlineData("5", "25015")]
    [InlineData("5.0", "25015")]
    [InlineData("-5", "04994~")]
    [InlineData("5.5", "no value")]
    [InlineData("five", "no value")]
    [InlineData("", "no value")]
    [InlineData("1e400", "no value")]
    [InlineData("1,000", "no value")]
    [InlineData("0x5", "no value")]
    public void Value_in_criteria_becomes_a_key(string text, string key) => Assert.Equal(key, Reading.Sought(Field, text));

    [Theory]
    [InlineData("equals", "Equal 25015", "5")]
    [InlineData("greater_than", "Greater 25015", "5")]
    [InlineData("less_equal", "LessOrEqual 25015", "5")]
    [InlineData("between", "Between 25015 25017", "5", "7")]
    [InlineData("in", "OneOf 25015 25017", "5", "7")]
    public void Operator_means_a_comparison_of_keys(string operatorName, string comparison, params string[] values) =>
        Assert.Equal(comparison, Reading.Compared(Field, operatorName, values));
}
