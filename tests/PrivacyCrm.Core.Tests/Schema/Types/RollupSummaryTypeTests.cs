using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Tests.Support;
using PrivacyCrm.Tests;

namespace PrivacyCrm.Core.Tests.Schema.Types;

public sealed class RollupSummaryTypeTests
{
    private static readonly Field Field = A.Field.Of("rollup_summary", "Field");

    [Theory]
    [InlineData("\"x\"")]
    [InlineData("5")]
    [InlineData("""{"a":[1]}""")]
    public void Empty_value_is_no_value(string json) => Assert.Equal("nothing", Reading.Of(Field, json));

    [Theory]
    [InlineData("\"x\"", "null")]
    public void Stored_value_is_shown(string json, string shown) => Assert.Equal(shown, Reading.Shown(Field, json));
}
