using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Tests.Support;
using PrivacyCrm.Tests;

namespace PrivacyCrm.Core.Tests.Schema.Types;

public sealed class LookupTypeTests
{
    private static readonly Field Field = A.Field.Lookup();

    [Theory]
    [InlineData("\"5000000000000000001\"", "\"5000000000000000001\" key 5000000000000000001")]
    [InlineData("5000000000000000001", "\"5000000000000000001\" key 5000000000000000001")]
    [InlineData("""{"id":"5000000000000000001"}""", "\"5000000000000000001\" key 5000000000000000001")]
    [InlineData("""{"id":5000000000000000001,"name":"x"}""", "\"5000000000000000001\" key 5000000000000000001")]
    public void Value_is_stored_with_its_key(string json, string stored) => Assert.Equal(stored, Reading.Of(Field, json));

    [Theory]
    [InlineData("""{"id":null}""")]
    public void Empty_value_is_no_value(string json) => Assert.Equal("nothing", Reading.Of(Field, json));

    [Theory]
    [InlineData("""{"name":"Ann"}""", "not bigint at .id")]
    [InlineData("""{"id":true}""", "not bigint at .id")]
    [InlineData("""{"id":{}}""", "not bigint at .id")]
    [InlineData("""{"id":"abc"}""", "unknown id at .id")]
    [InlineData("\"abc\"", "unknown id")]
    [InlineData("5.5", "unknown id")]
    [InlineData("true", "not jsonobject")]
    [InlineData("[]", "not jsonobject")]
    public void Other_value_is_refused(string json, string problem) => Assert.Equal(problem, Reading.Of(Field, json));

    [Theory]
    [InlineData("\"5000000000000001\"", """{"name":"Ann Smith","id":"5000000000000001"}""")]
    [InlineData("\"5000000000000002\"", """{"name":null,"id":"5000000000000002"}""")]
    public void Stored_value_is_shown(string json, string shown) => Assert.Equal(shown, Reading.Shown(Field, json));
}
