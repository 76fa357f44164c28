using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Tests.Support;
using PrivacyCrm.Tests;

namespace PrivacyCrm.Core.Tests.Schema.Types;

public sealed class BigIntTypeTests
{
    private static readonly Field Field = A.Field.BigInt();

    [Theory]
    [InlineData("\"123456789012345678\"", "\"123456789012345678\" key 2518123456789012345678")]
    [InlineData("123456789012345678", "\"123456789012345678\" key 2518123456789012345678")]
    [InlineData("\"-5\"", "\"-5\" key 04994~")]
    [InlineData("\"007\"", "\"7\" key 25017")]
    [InlineData("\" 7 \"", "\"7\" key 25017")]
    public void Value_is_stored_with_its_key(string json, string stored) => Assert.Equal(stored, Reading.Of(Field, json));

    [Theory]
    [InlineData("\"\"")]
    public void Empty_value_is_no_value(string json) => Assert.Equal("nothing", Reading.Of(Field, json));

    [Theory]
    [InlineData("1234567890123456789", "longer than 18")]
    [InlineData("\"1234567890123456789\"", "longer than 18")]
    [InlineData("\"5.0\"", "not bigint")]
    [InlineData("\"1e3\"", "not bigint")]
    [InlineData("\"-\"", "not bigint")]
    [InlineData("\"٣\"", "not bigint")]
    [InlineData("5.5", "not bigint")]
    [InlineData("true", "not bigint")]
    [InlineData("[]", "not bigint")]
    [InlineData("{}", "not bigint")]
    public void Other_value_is_refused(string json, string problem) => Assert.Equal(problem, Reading.Of(Field, json));

    [Theory]
    [InlineData("7", "\"7\"")]
    public void Stored_value_is_shown(string json, string shown) => Assert.Equal(shown, Reading.Shown(Field, json));

    [Theory]
    [InlineData("7", "25017")]
    [InlineData("x", "no value")]
    public void Value_in_criteria_becomes_a_key(string text, string key) => Assert.Equal(key, Reading.Sought(Field, text));
}
