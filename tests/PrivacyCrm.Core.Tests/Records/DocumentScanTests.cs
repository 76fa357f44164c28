using System.Collections.Immutable;
using System.Text;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Tests;

namespace PrivacyCrm.Core.Tests.Records;

public sealed class DocumentScanTests
{
    private static readonly ImmutableArray<Field> Members = [.. new[] { "A", "X", "B", "Ä" }.Select(name => (Field)A.Field.Text(name))];

    private static readonly ImmutableArray<PlannedField> Fields = [.. Members.Where(field => field.ApiName != "X").Select(field => new PlannedField(field, IsOpen: true))];

    private static readonly DocumentPlaces Places = new(Members, Fields);

    // The document, then the values of A, B and Ä.
    [Theory]
    [InlineData("""{"A":"1","B":"2","Ä":"3"}""", "\"1\"|\"2\"|\"3\"")]
    [InlineData("""{"Ä":"3","B":"2","A":"1"}""", "\"1\"|\"2\"|\"3\"")]
    [InlineData("""{"B":"2"}""", "|\"2\"|")]
    [InlineData("""{"X":"0","B":"2","Y":{"A":"9"},"A":"1"}""", "\"1\"|\"2\"|")]
    [InlineData("""{"X":{"A":{"B":[1,{"B":2}]}},"A":{"B":[1,2]},"B":[{"A":1},"]}"]}""", """{"B":[1,2]}|[{"A":1},"]}"]|""")]
    [InlineData("""{"A":null,"B":false,"Ä":-1.5e3}""", "null|false|-1.5e3")]
    [InlineData("""{"A":"x\"y\\","B":"ä😀"}""", "\"x\\\"y\\\\\"|\"ä😀\"|")]
    [InlineData("""{"A":[ ],"B":{ "A" : "}" }}""", """[ ]|{ "A" : "}" }|""")]
    [InlineData("""{"AB":"1","a":"2","":"3"}""", "||")]
    [InlineData("{}", "||")]
    public void Values_are_found_wherever_they_stand(string json, string values)
    {
        Range[] places = new Range[Fields.Length];
        byte[] bytes = Encoding.UTF8.GetBytes(json);

        DocumentScan.Locate(bytes, Places, places);

        Assert.Equal(values, string.Join('|', places.Select(place => Encoding.UTF8.GetString(bytes[place]))));
    }

    [Theory]
    [InlineData("{}", false, false)]
    [InlineData("""{"$stop_processing":true}""", true, false)]
    [InlineData("""{"$converted":true,"A":"1"}""", false, true)]
    [InlineData("""{"A":"1","$stop_processing":true,"B":"2","$converted":true}""", true, true)]
    [InlineData("""{"$stop_processing":false,"$converted":"true"}""", false, false)]
    [InlineData("""{"A":{"$stop_processing":true},"B":["$converted"]}""", false, false)]
    public void State_is_found(string json, bool isStopped, bool isConverted) =>
        Assert.Equal(new RecordState(isStopped, isConverted), DocumentScan.Locate(Encoding.UTF8.GetBytes(json), Places, new Range[Fields.Length]));

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{ "A":"1"}""")]
    [InlineData("""{"A" :"1"}""")]
    [InlineData("""{"A":"1" ,"B":"2"}""")]
    [InlineData("""{"A":"1""")]
    [InlineData("""{"A":{"B":1}""")]
    [InlineData("""{"A":"1\""")]
    [InlineData("""{"A":1""")]
    public void Document_of_another_writer_is_not_guessed_at(string json) =>
        Assert.ThrowsAny<Exception>(() => DocumentScan.Locate(Encoding.UTF8.GetBytes(json), Places, new Range[Fields.Length]));

    [Fact]
    public void Nothing_is_planned_and_nothing_found() =>
        Assert.Equal(new RecordState(true, false), DocumentScan.Locate(Encoding.UTF8.GetBytes("""{"A":"1","$stop_processing":true}"""), new DocumentPlaces(Members, []), []));
}
