using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Tests.Support;
using PrivacyCrm.Tests;

namespace PrivacyCrm.Core.Tests.Schema.Types;

public sealed class DoubleTypeTests
{
    private static readonly Field Field = A.Field.Double();

    [Theory]
    [InlineData("5", "5 key 25015")]
    [InlineData("1.50", "1.5 key 250115")]
    [InlineData("-1.5", "-1.5 key 049984~")]
    [InlineData("0.000000001", "0.000000001 key 24921")]
    [InlineData("1E2", "100 key 25031")]
    [InlineData("0E400", "0 key 1")]
    public void Value_is_stored_with_its_key(string json, string stored) => Assert.Equal(stored, Reading.Of(Field, json));

    [Theory]
    [InlineData("0.0000000001", "longer than 9")]
    [InlineData("1234567890123456789", "longer than 18")]
    [InlineData("1e400", "longer than 18")]
    [InlineData("1e-400", "not double")]
    [InlineData("1.00000000000000000000000000001", "not double")]
    [InlineData("\"5\"", "not double")]
    [InlineData("true", "not double")]
    [InlineData("[]", "not double")]
    [InlineData("{}", "not double")]
    public void Other_value_is_refused(string json, string problem) => Assert.Equal(problem, Reading.Of(Field, json));

    [Theory]
    [InlineData("1.5", "250115")]
    [InlineData(" 1.5 ", "250115")]
    [InlineData("NaN", "no value")]
    [InlineData("Infinity", "no value")]
    public void Value_in_criteria_becomes_a_key(string text, string key) => Assert.Equal(key, Reading.Sought(Field, text));

    [Theory]
    [InlineData("not_equal", "NotEqual 250115", "1.5")]
    public void Operator_means_a_comparison_of_keys(string operatorName, string comparison, params string[] values) =>
        Assert.Equal(comparison, Reading.Compared(Field, operatorName, values));
}
