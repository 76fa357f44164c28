using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Tests.Support;
using PrivacyCrm.Tests;

namespace PrivacyCrm.Core.Tests.Schema.Types;

public sealed class FullNameTypeTests
{
    private static readonly Field Field = A.Field.FullName();

    [Theory]
    [InlineData("\"Ann Smith\"", "\"Ann Smith\" key ann smith")]
    public void Value_is_stored_with_its_key(string json, string stored) => Assert.Equal(stored, Reading.Of(Field, json));

    [Theory]
    [InlineData("5", "not text")]
    [InlineData("true", "not text")]
    [InlineData("{}", "not text")]
    public void Other_value_is_refused(string json, string problem) => Assert.Equal(problem, Reading.Of(Field, json));

    [Theory]
    [InlineData("ANN", "ann")]
    public void Value_in_criteria_becomes_a_key(string text, string key) => Assert.Equal(key, Reading.Sought(Field, text));

    [Theory]
    [InlineData("equals", "Contains ann", "Ann")]
    [InlineData("starts_with", "StartsWith ann", "Ann")]
    [InlineData("in", "OneOf ann", "Ann")]
    public void Operator_means_a_comparison_of_keys(string operatorName, string comparison, params string[] values) =>
        Assert.Equal(comparison, Reading.Compared(Field, operatorName, values));
}
