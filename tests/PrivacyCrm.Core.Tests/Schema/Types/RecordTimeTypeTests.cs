using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Tests.Support;
using PrivacyCrm.Tests;

namespace PrivacyCrm.Core.Tests.Schema.Types;

public sealed class RecordTimeTypeTests
{
    private static readonly Field Field = A.Field.RecordTime("Created_Time");

    [Theory]
    [InlineData("5", "not datetime")]
    public void Other_value_is_refused(string json, string problem) => Assert.Equal(problem, Reading.Of(Field, json));

    [Theory]
    [InlineData("1970-01-01T00:00:10Z", "10")]
    [InlineData("1970-01-02", "82800 to 169199")]
    [InlineData("soon", "no value")]
    public void Value_in_criteria_becomes_a_key(string text, string key) => Assert.Equal(key, Reading.Sought(Field, text));

    [Theory]
    [InlineData("equals", "Between 82800 169199", "1970-01-02")]
    public void Operator_means_a_comparison_of_keys(string operatorName, string comparison, params string[] values) =>
        Assert.Equal(comparison, Reading.Compared(Field, operatorName, values));
}
