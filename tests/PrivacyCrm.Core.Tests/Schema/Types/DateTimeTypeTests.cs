using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Tests.Support;
using PrivacyCrm.Tests;

namespace PrivacyCrm.Core.Tests.Schema.Types;

public sealed class DateTimeTypeTests
{
    private static readonly Field Field = A.Field.DateTime();

    [Theory]
    [InlineData("\"2026-03-14T10:00:00+01:00\"", "\"2026-03-14T09:00:00Z\" key 2026-03-14T09:00:00Z")]
    [InlineData("\"2026-03-14T10:00:00Z\"", "\"2026-03-14T10:00:00Z\" key 2026-03-14T10:00:00Z")]
    [InlineData("\"2026-03-14T10:00:00\"", "\"2026-03-14T09:00:00Z\" key 2026-03-14T09:00:00Z")]
    public void Value_is_stored_with_its_key(string json, string stored) => Assert.Equal(stored, Reading.Of(Field, json));

    [Theory]
    [InlineData("\"\"")]
    public void Empty_value_is_no_value(string json) => Assert.Equal("nothing", Reading.Of(Field, json));

    [Theory]
    [InlineData("\"2026-03-14\"", "not datetime")]
    [InlineData("\"soon\"", "not datetime")]
    [InlineData("5", "not datetime")]
    [InlineData("true", "not datetime")]
    public void Other_value_is_refused(string json, string problem) => Assert.Equal(problem, Reading.Of(Field, json));

    [Theory]
    [InlineData("\"2026-03-14T09:00:00Z\"", "\"2026-03-14T10:00:00+01:00\"")]
    [InlineData("\"2026-07-14T09:00:00Z\"", "\"2026-07-14T11:00:00+02:00\"")]
    public void Stored_value_is_shown(string json, string shown) => Assert.Equal(shown, Reading.Shown(Field, json));

    [Theory]
    [InlineData("2026-03-14T10:00:00+01:00", "2026-03-14T09:00:00Z")]
    [InlineData("2026-03-14", "2026-03-13T23:00:00Z to 2026-03-14T22:59:59Z")]
    [InlineData("2026-03-29", "2026-03-28T23:00:00Z to 2026-03-29T21:59:59Z")]
    [InlineData("2026-10-25", "2026-10-24T22:00:00Z to 2026-10-25T22:59:59Z")]
    [InlineData("9999-12-31", "9999-12-30T23:00:00Z to 9999-12-31T23:59:59Z")]
    [InlineData("soon", "no value")]
    public void Value_in_criteria_becomes_a_key(string text, string key) => Assert.Equal(key, Reading.Sought(Field, text));

    [Theory]
    [InlineData("equals", "Between 2026-03-13T23:00:00Z 2026-03-14T22:59:59Z", "2026-03-14")]
    [InlineData("not_equal", "NotBetween 2026-03-13T23:00:00Z 2026-03-14T22:59:59Z", "2026-03-14")]
    [InlineData("greater_than", "Greater 2026-03-14T22:59:59Z", "2026-03-14")]
    [InlineData("greater_equal", "GreaterOrEqual 2026-03-13T23:00:00Z", "2026-03-14")]
    [InlineData("less_than", "Less 2026-03-13T23:00:00Z", "2026-03-14")]
    [InlineData("less_equal", "LessOrEqual 2026-03-14T22:59:59Z", "2026-03-14")]
    [InlineData("between", "Between 2026-03-13T23:00:00Z 2026-03-15T22:59:59Z", "2026-03-14", "2026-03-15")]
    [InlineData("in", "BetweenOneOf 2026-03-13T23:00:00Z 2026-03-14T22:59:59Z 2026-03-15T23:00:00Z 2026-03-16T22:59:59Z", "2026-03-14", "2026-03-16")]
    [InlineData("equals", "Equal 2026-03-14T10:00:00Z", "2026-03-14T10:00:00Z")]
    [InlineData("in", "OneOf 2026-03-14T10:00:00Z", "2026-03-14T10:00:00Z")]
    public void Operator_means_a_comparison_of_keys(string operatorName, string comparison, params string[] values) =>
        Assert.Equal(comparison, Reading.Compared(Field, operatorName, values));
}
