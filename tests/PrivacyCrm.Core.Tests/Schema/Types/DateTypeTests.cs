using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Tests.Support;
using PrivacyCrm.Tests;

namespace PrivacyCrm.Core.Tests.Schema.Types;

public sealed class DateTypeTests
{
    private static readonly Field Field = A.Field.Date();

    [Theory]
    [InlineData("\"2026-03-14\"", "\"2026-03-14\" key 2026-03-14")]
    [InlineData("\"2024-02-29\"", "\"2024-02-29\" key 2024-02-29")]
    public void Value_is_stored_with_its_key(string json, string stored) => Assert.Equal(stored, Reading.Of(Field, json));

    [Theory]
    [InlineData("\"\"")]
    public void Empty_value_is_no_value(string json) => Assert.Equal("nothing", Reading.Of(Field, json));

    [Theory]
    [InlineData("\"2026-02-29\"", "not date")]
    [InlineData("\"2026-3-14\"", "not date")]
    [InlineData("\"14.03.2026\"", "not date")]
    [InlineData("\"2026-03-14T00:00:00Z\"", "not date")]
    [InlineData(" \"2026-03-14 \"", "not date")]
    [InlineData("\"2026-03-14\\u0000\"", "not date")]
    [InlineData("20260314", "not date")]
    [InlineData("true", "not date")]
    public void Other_value_is_refused(string json, string problem) => Assert.Equal(problem, Reading.Of(Field, json));

    [Theory]
    [InlineData("2026-03-14", "2026-03-14")]
    [InlineData("2026-03-14T00:00:00Z", "no value")]
    [InlineData("today", "no value")]
    public void Value_in_criteria_becomes_a_key(string text, string key) => Assert.Equal(key, Reading.Sought(Field, text));

    [Theory]
    [InlineData("equals", "Equal 2026-03-14", "2026-03-14")]
    [InlineData("between", "Between 2026-03-01 2026-03-31", "2026-03-01", "2026-03-31")]
    public void Operator_means_a_comparison_of_keys(string operatorName, string comparison, params string[] values) =>
        Assert.Equal(comparison, Reading.Compared(Field, operatorName, values));
}
