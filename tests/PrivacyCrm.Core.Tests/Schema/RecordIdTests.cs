using System.Text.Json;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Tests.Schema;

public sealed class RecordIdTests
{
    [Theory]
    [InlineData("1", 1)]
    [InlineData("4150868000000225013", 4150868000000225013)]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("007", 7)]
    public void Digits_are_an_id(string text, long id) => Assert.Equal(id, RecordId.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData(" 1")]
    [InlineData("1 ")]
    [InlineData("1.0")]
    [InlineData("1e3")]
    [InlineData("9223372036854775808")]
    [InlineData("٣")]
    [InlineData("1\0")]
    [InlineData("abc")]
    public void Other_text_is_none(string text) => Assert.Null(RecordId.Parse(text));

    [Theory]
    [InlineData("\"4150868000000225013\"", 4150868000000225013)]
    [InlineData("4150868000000225013", 4150868000000225013)]
    [InlineData("9007199254740993", 9007199254740993)]
    public void Number_in_a_body_is_read_exactly(string json, long id)
    {
        using JsonDocument document = JsonDocument.Parse(json);

        Assert.Equal(id, RecordId.Read(document.RootElement));
    }

    [Theory]
    [InlineData("1.5")]
    [InlineData("1e3")]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("{}")]
    [InlineData("[1]")]
    public void Other_json_is_none(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);

        Assert.Null(RecordId.Read(document.RootElement));
    }
}
