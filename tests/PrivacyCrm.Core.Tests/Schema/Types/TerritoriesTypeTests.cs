using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Tests.Support;
using PrivacyCrm.Tests;

namespace PrivacyCrm.Core.Tests.Schema.Types;

public sealed class TerritoriesTypeTests
{
    private static readonly Field Field = A.Field.Of("territories", "Field");

    [Theory]
    [InlineData("\"x\"")]
    [InlineData("5")]
    [InlineData("""{"a":[1]}""")]
    public void Empty_value_is_no_value(string json) => Assert.Equal("nothing", Reading.Of(Field, json));

    [Theory]
    [InlineData("\"x\"", "[]")]
    public void Stored_value_is_shown(string json, string shown) => Assert.Equal(shown, Reading.Shown(Field, json));
}
