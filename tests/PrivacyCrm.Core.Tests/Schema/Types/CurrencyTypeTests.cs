using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Tests.Support;
using PrivacyCrm.Tests;

namespace PrivacyCrm.Core.Tests.Schema.Types;

public sealed class CurrencyTypeTests
{
    private static readonly Field Field = A.Field.Currency();

    [Theory]
    [InlineData("1.005", "1.01 key 2501101")]
    [InlineData("-1.005", "-1.01 key 0499898~")]
    [InlineData("1.004", "1 key 25011")]
    [InlineData("10", "10 key 25021")]
    public void Value_is_stored_with_its_key(string json, string stored) => Assert.Equal(stored, Reading.Of(Field, json));

    [Theory]
    [InlineData("12345678901234567", "longer than 16")]
    [InlineData("1e400", "longer than 16")]
    [InlineData("\"5\"", "not double")]
    [InlineData("true", "not double")]
    public void Other_value_is_refused(string json, string problem) => Assert.Equal(problem, Reading.Of(Field, json));

    [Theory]
    [InlineData("10.00", "25021")]
    public void Value_in_criteria_becomes_a_key(string text, string key) => Assert.Equal(key, Reading.Sought(Field, text));

    [Theory]
    [InlineData("greater_equal", "GreaterOrEqual 25021", "10")]
    public void Operator_means_a_comparison_of_keys(string operatorName, string comparison, params string[] values) =>
        Assert.Equal(comparison, Reading.Compared(Field, operatorName, values));
}
