using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PrivacyCrm.IntegrationTests.Support;

/// <summary>An answer, read to its end.</summary>
public sealed record CrmAnswer(string Request, int Status, string Text, MediaTypeHeaderValue? ContentType, string Headers)
{
    /// <summary>The body as JSON; null when there is none.</summary>
    public JsonNode? Json => Text.Length == 0 ? null : JsonNode.Parse(Text);

    /// <summary>The first record.</summary>
    public JsonObject First => Json!["data"]![0]!.AsObject();

    /// <summary>The records' ids, in order.</summary>
    public List<string> Ids => Json is { } json ? [.. json["data"]!.AsArray().Select(row => (string)row!["id"]!)] : [];

    /// <summary>The codes of the rows' outcomes, in order.</summary>
    public List<string> Codes => [.. Json!["data"]!.AsArray().Select(row => (string)row!["code"]!)];

    public override string ToString() => $"{Request}\n{Status} {Text}";

    public CrmAnswer ShouldHaveStatus(int status)
    {
        Assert.True(Status == status, $"{Request}\nexpected {status}, got {Status}\n{Text}");
        return this;
    }

    /// <summary>The whole answer is this JSON, member order aside. <c>{{id}}</c> and <c>{{time}}</c> stand for what varies.</summary>
    public CrmAnswer ShouldBe(int status, string json)
    {
        ShouldHaveStatus(status);
        Assert.Equal("application/json", ContentType?.MediaType);
        string? difference = JsonDifference.Of(JsonNode.Parse(json), Json);
        Assert.True(difference is null, $"{Request}\n{difference}\nexpected\n{json}\ngot\n{Text}");
        return this;
    }

    /// <summary>The whole answer is that of a golden file.</summary>
    public CrmAnswer ShouldMatch(int status, string golden)
    {
        ShouldHaveStatus(status);
        Assert.Equal("application/json", ContentType?.MediaType);
        GoldenFile.Compare(golden, Json, Request);
        return this;
    }

    /// <summary>There is a status and nothing else.</summary>
    public CrmAnswer ShouldBeEmpty(int status)
    {
        ShouldHaveStatus(status);
        Assert.Equal(string.Empty, Text);
        return this;
    }

    /// <summary>A documented refusal in its flat form.</summary>
    public CrmAnswer ShouldBeRefused(int status, string code, string details, string message) => ShouldBe(
        status,
        $$"""{"code":{{Quote(code)}},"details":{{details}},"message":{{Quote(message)}},"status":"error"}""");

    /// <summary>A documented refusal of the body, in a list.</summary>
    public CrmAnswer ShouldBeRefusedRow(int status, string code, string details, string message, string list = "data") => ShouldBe(
        status,
        $$"""{{{Quote(list)}}:[{"code":{{Quote(code)}},"details":{{details}},"message":{{Quote(message)}},"status":"error"}]}""");

    /// <summary>A refusal of the body that names a member.</summary>
    public CrmAnswer ShouldName(string code, string apiName)
    {
        ShouldHaveStatus(400);
        Assert.Equal((code, apiName), ((string?)Json!["code"], (string?)Json["details"]!["api_name"]));
        return this;
    }

    private static string Quote(string text) => JsonSerializer.Serialize(text);
}
