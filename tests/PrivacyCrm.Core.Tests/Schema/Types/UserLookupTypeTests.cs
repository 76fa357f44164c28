using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Tests.Support;
using PrivacyCrm.Tests;

namespace PrivacyCrm.Core.Tests.Schema.Types;

public sealed class UserLookupTypeTests
{
    private static readonly Field Field = A.Field.User();

    [Theory]
    [InlineData("\"2000000000000001\"", "\"2000000000000001\" key 2000000000000001")]
    [InlineData("2000000000000001", "\"2000000000000001\" key 2000000000000001")]
    [InlineData("""{"id":"2000000000000002"}""", "\"2000000000000002\" key 2000000000000002")]
    [InlineData("""{"email":"BOB.miller@example.com"}""", "\"2000000000000002\" key 2000000000000002")]
    public void Value_is_stored_with_its_key(string json, string stored) => Assert.Equal(stored, Reading.Of(Field, json));

    [Theory]
    [InlineData("\"2000000000000009\"", "unknown id")]
    [InlineData("\"Bob\"", "unknown id")]
    [InlineData("""{"id":"2000000000000009"}""", "unknown id at .id")]
    [InlineData("""{"email":"nobody@example.com"}""", "unknown id at .id")]
    [InlineData("""{"email":5}""", "unknown id at .id")]
    [InlineData("{}", "unknown id at .id")]
    [InlineData("true", "not jsonobject")]
    [InlineData("[]", "not jsonobject")]
    public void Other_value_is_refused(string json, string problem) => Assert.Equal(problem, Reading.Of(Field, json));

    [Theory]
    [InlineData("\"2000000000000002\"", """{"name":"Bob Miller","id":"2000000000000002","email":"Bob.Miller@example.com"}""")]
    public void Stored_value_is_shown(string json, string shown) => Assert.Equal(shown, Reading.Shown(Field, json));
}
