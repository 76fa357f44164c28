using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Tests.Support;

namespace PrivacyCrm.Core.Tests.Schema.Types;

public sealed class LayoutTypeTests
{
    private static readonly Field Field = Reading.Organization.FindModule("Leads")!.Find("Layout")!;

    [Theory]
    [InlineData("\"x\"", "not jsonobject")]
    [InlineData("{}", "not jsonobject")]
    [InlineData("""{"id":"1"}""", "unknown id at .id")]
    [InlineData("""{"id":null}""", "unknown id at .id")]
    public void Other_value_is_refused(string json, string problem) => Assert.Equal(problem, Reading.Of(Field, json));

    [Fact]
    public void Own_layout_is_accepted_and_need_not_be_stored() =>
        Assert.Equal("nothing", Reading.Of(Field, $"{{\"id\":\"{Reading.Organization.FindModule("Leads")!.LayoutId}\"}}"));

    [Fact]
    public void Layout_of_another_module_is_refused() =>
        Assert.Equal("unknown id at .id", Reading.Of(Field, $"{{\"id\":\"{Reading.Organization.FindModule("Deals")!.LayoutId}\"}}"));
}
