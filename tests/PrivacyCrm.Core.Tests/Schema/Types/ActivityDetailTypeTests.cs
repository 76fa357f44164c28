using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Tests.Support;
using PrivacyCrm.Tests;

namespace PrivacyCrm.Core.Tests.Schema.Types;

public sealed class ActivityDetailTypeTests
{
    private static readonly Field Field = A.Field.Of("RRULE", "Recurring_Activity");

    [Theory]
    [InlineData("""{"RRULE":"FREQ=DAILY"}""", """{"RRULE":"FREQ=DAILY"}""")]
    public void Value_is_stored_with_its_key(string json, string stored) => Assert.Equal(stored, Reading.Of(Field, json));

    [Theory]
    [InlineData("\"\\u0000\"", "not jsonobject")]
    public void Other_value_is_refused(string json, string problem) => Assert.Equal(problem, Reading.Of(Field, json));

    [Theory]
    [InlineData("""{"a":1}""", """{"a":1}""")]
    public void Stored_value_is_shown(string json, string shown) => Assert.Equal(shown, Reading.Shown(Field, json));

    [Fact]
    public void Too_long_value_is_refused() => Assert.Equal("longer than 2000", Reading.Of(Field, $"\"{new string('a', 1_999)}\""));
}
