using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Tests.Support;
using PrivacyCrm.Tests;

namespace PrivacyCrm.Core.Tests.Schema.Types;

public sealed class ImageUploadTypeTests
{
    private static readonly Field Field = A.Field.Of("imageupload", "Rows");

    [Theory]
    [InlineData("[]")]
    public void Empty_value_is_no_value(string json) => Assert.Equal("nothing", Reading.Of(Field, json));

    [Theory]
    [InlineData("{}", "not jsonarray")]
    [InlineData("\"x\"", "not jsonarray")]
    [InlineData("5", "not jsonarray")]
    [InlineData("[5]", "not jsonobject at [0]")]
    [InlineData("[{}]", "unknown id at [0].File_Id__s")]
    public void Other_value_is_refused(string json, string problem) => Assert.Equal(problem, Reading.Of(Field, json));

    [Fact]
    public void Field_is_left_out_of_lists_and_searches()
    {
        Assert.True(Field.Type.IsLeftOutOfLists);
        Assert.Empty(Field.Type.Operators);
    }
}
