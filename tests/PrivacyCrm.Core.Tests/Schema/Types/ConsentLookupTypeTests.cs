using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Tests.Support;
using PrivacyCrm.Tests;

namespace PrivacyCrm.Core.Tests.Schema.Types;

public sealed class ConsentLookupTypeTests
{
    private static readonly Field Field = A.Field.Consent();

    [Theory]
    [InlineData("{}", "not jsonobject")]
    [InlineData("\"x\"", "not jsonobject")]
    public void Other_value_is_refused(string json, string problem) => Assert.Equal(problem, Reading.Of(Field, json));

    [Theory]
    [InlineData("{}", "null")]
    public void Stored_value_is_shown(string json, string shown) => Assert.Equal(shown, Reading.Shown(Field, json));

    [Fact]
    public void Field_is_not_available_for_search() => Assert.Empty(Field.Type.Operators);
}
