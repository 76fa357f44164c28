using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Tests.Support;
using PrivacyCrm.Tests;

namespace PrivacyCrm.Core.Tests.Schema.Types;

public sealed class TagTypeTests
{
    private static readonly Field Field = A.Field.Tag();

    [Theory]
    [InlineData("[]")]
    public void Empty_value_is_no_value(string json) => Assert.Equal("nothing", Reading.Of(Field, json));

    [Theory]
    [InlineData("\"x\"", "not jsonarray")]
    [InlineData("{}", "not jsonarray")]
    [InlineData("""["x"]""", "not jsonobject at [0]")]
    [InlineData("""[{"name":"a"},{}]""", "not jsonobject at [1]")]
    [InlineData("""[{"name":5}]""", "not jsonobject at [0]")]
    [InlineData("""[{"name":""}]""", "longer than 25 at [0].name")]
    [InlineData("""[{"name":"aaaaaaaaaaaaaaaaaaaaaaaaaa"}]""", "longer than 25 at [0].name")]
    [InlineData("""[{"name":"a"},{"name":"a"},{"name":"a"},{"name":"a"},{"name":"a"},{"name":"a"},{"name":"a"},{"name":"a"},{"name":"a"},{"name":"a"},{"name":"a"}]""", "longer than 10")]
    public void Other_value_is_refused(string json, string problem) => Assert.Equal(problem, Reading.Of(Field, json));

    [Theory]
    [InlineData("[]", "[]")]
    public void Stored_value_is_shown(string json, string shown) => Assert.Equal(shown, Reading.Shown(Field, json));

    [Fact]
    public void Same_name_has_the_same_id() =>
        Assert.Equal(Reading.Of(Field, """[{"name":"Vip"}]"""), Reading.Of(Field, """[{"name":" Vip ","id":"7","color_code":"#fff"}]"""));

    [Fact]
    public void Tag_has_name_id_and_color() =>
        Assert.Matches("""^\[\{"name":"Vip","id":"1[0-9]{18}","color_code":null\}\]$""", Reading.Of(Field, """[{"name":"Vip"}]"""));
}
