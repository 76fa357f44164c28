using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Tests.Support;
using PrivacyCrm.Tests;

namespace PrivacyCrm.Core.Tests.Schema.Types;

public sealed class RecordIdTypeTests
{
    private static readonly Field Field = A.Field.Id();

    [Theory]
    [InlineData("\"7\"")]
    [InlineData("7")]
    public void Empty_value_is_no_value(string json) => Assert.Equal("nothing", Reading.Of(Field, json));

    [Theory]
    [InlineData("4150868000000225013", "4150868000000225013")]
    [InlineData("007", "7")]
    [InlineData("abc", "no value")]
    [InlineData("-5", "no value")]
    public void Value_in_criteria_becomes_a_key(string text, string key) => Assert.Equal(key, Reading.Sought(Field, text));

    [Theory]
    [InlineData("greater_than", "Greater 7", "7")]
    [InlineData("in", "OneOf 7 8", "7", "8")]
    public void Operator_means_a_comparison_of_keys(string operatorName, string comparison, params string[] values) =>
        Assert.Equal(comparison, Reading.Compared(Field, operatorName, values));
}
