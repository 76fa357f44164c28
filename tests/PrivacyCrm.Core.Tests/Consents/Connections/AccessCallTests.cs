using System.Text.Json;
using PrivacyCrm.Core.Consents.Connections;
using PrivacyCrm.Core.Tests.Support;

namespace PrivacyCrm.Core.Tests.Consents.Connections;

public sealed class AccessCallTests
{
    [Theory]
    [InlineData("api:GET https://a.example.com/*", "https://a.example.com/x/y?z=1")]
    [InlineData("api:GET https://a.example.com/*", "https://A.example.com:443/")]
    [InlineData("api:GET https://a.example.com/v1/*", "https://a.example.com/v1/x")]
    [InlineData("api:GET https://a.example.com/v1", "https://a.example.com/v1")]
    [InlineData("api:* (dynamic)", "https://anything.example.org/x")]
    public void Address_that_the_access_names_is_asked(string access, string url)
    {
        AccessCall call = Read(access, url).ShouldBeValue();

        Assert.Equal(("GET", true), (call.Method, call.IsNamed));
    }

    [Theory]
    [InlineData("api:GET https://a.example.com/*", "https://a.example.com.evil.example.org/")]
    [InlineData("api:GET https://a.example.com/*", "https://a.example.com@evil.example.org/")]
    [InlineData("api:GET https://a.example.com/*", "http://a.example.com/")]
    [InlineData("api:GET https://a.example.com/*", "https://a.example.com:8443/")]
    [InlineData("api:GET https://a.example.com/v1/*", "https://a.example.com/v1/../v2/x")]
    [InlineData("api:GET https://a.example.com/v1/*", "https://a.example.com/v1/%2e%2e/v2/x")]
    [InlineData("api:GET https://a.example.com/v1/*", "https://a.example.com/v1/..%2fv2")]
    [InlineData("api:GET https://a.example.com/v1/*", "https://a.example.com/v1")]
    [InlineData("api:GET https://a.example.com/v1", "https://a.example.com/v1/x")]
    public void Any_other_address_is_not_what_it_names(string access, string url) => Assert.False(Read(access, url).ShouldBeValue().IsNamed);

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("/x")]
    public void What_is_no_address_of_the_web_is_refused(string url) => Assert.Equal("url", Read("api:* (dynamic)", url).ShouldBeRefused().Details.Find("param"));

    [Fact]
    public void Other_method_than_that_of_the_access_is_not_what_it_names() =>
        Assert.False(AccessCall.Read(Parse("""{"access":"api:GET https://a.example.com/*","url":"https://a.example.com/","method":"DELETE"}""")).ShouldBeValue().IsNamed);

    [Fact]
    public void What_is_no_method_is_refused() =>
        Assert.Equal("method", AccessCall.Read(Parse("""{"access":"api:* (dynamic)","url":"https://a.example.com/","method":"GE T"}""")).ShouldBeRefused().Details.Find("param"));

    [Fact]
    public void Body_is_sent_as_it_came() =>
        Assert.Equal(" a\n", AccessCall.Read(Parse("""{"access":"api:* (dynamic)","url":"https://a.example.com/","body":" a\n"}""")).ShouldBeValue().Body);

    [Fact]
    public void Access_that_is_no_request_is_refused() => Assert.Equal("access", Read("task:zoho.crm.getRecords", "https://a.example.com/").ShouldBeRefused().Details.Find("param"));

    private static Core.Errors.Result<AccessCall> Read(string access, string url) => AccessCall.Read(Parse(JsonSerializer.Serialize(new Dictionary<string, string> { ["access"] = access, ["url"] = url })));

    private static JsonElement Parse(string json) => JsonDocument.Parse(json).RootElement;
}
