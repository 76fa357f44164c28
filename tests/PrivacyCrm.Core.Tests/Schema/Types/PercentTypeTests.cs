using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Tests.Support;
using PrivacyCrm.Tests;

namespace PrivacyCrm.Core.Tests.Schema.Types;

public sealed class PercentTypeTests
{
    private static readonly Field Field = A.Field.Percent();

    [Theory]
    [InlineData("12.5", "12.5 key 2502125")]
    public void Value_is_stored_with_its_key(string json, string stored) => Assert.Equal(stored, Reading.Of(Field, json));

    [Theory]
    [InlineData("100000", "longer than 5")]
    [InlineData("\"5\"", "not double")]
    [InlineData("false", "not double")]
    public void Other_value_is_refused(string json, string problem) => Assert.Equal(problem, Reading.Of(Field, json));

    [Theory]
    [InlineData("12.5", "2502125")]
    [InlineData("12.5%", "no value")]
    public void Value_in_criteria_becomes_a_key(string text, string key) => Assert.Equal(key, Reading.Sought(Field, text));
}
