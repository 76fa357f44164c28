using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using PrivacyCrm.IntegrationTests.Support;
using Xunit.Sdk;

namespace PrivacyCrm.IntegrationTests.Swagger;

/// <summary>What the check of every answer lets pass and what it stops.</summary>
public sealed class ApiContractTests
{
    private static readonly ApiContract Contract = new(JsonNode.Parse("""
        {
          "paths": {
            "/crm/v8/{module}/{id}": {
              "get": {
                "operationId": "getRecord",
                "parameters": [{"name":"module","in":"path","schema":{"type":"string","not":{"enum":["settings"]}}}],
                "responses": {"200":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Row"}}}},"204":{}}
              }
            }
          },
          "components": {
            "schemas": {
              "Row": {"type":"object","required":["id"],"properties":{"id":{"type":"string","pattern":"^[0-9]+$"},"next":{"$ref":"#/components/schemas/Row"}},"additionalProperties":{}},
              "Error": {"type":"object","required":["code"],"properties":{"code":{"type":"string"}}}
            }
          }
        }
        """)!);

    [Theory]
    [InlineData("/crm/v8/Leads/1", 200, """{"id":"1","next":{"id":"2"},"Any_Field":[1]}""")]
    [InlineData("/crm/v2.1/Leads/1", 200, """{"id":"1"}""")]
    [InlineData("/crm/v8/Leads/1", 204, "")]
    [InlineData("/crm/v8/settings/1", 404, """{"code":"INVALID_URL_PATTERN"}""")]
    [InlineData("/swagger/v8/swagger.json", 200, """{"anything":1}""")]
    public void Documented_answers_pass(string path, int status, string text) => Contract.Check(HttpMethod.Get, path, Answer(status, text));

    [Theory]
    [InlineData("/crm/v8/Leads/1", 200, """{"id":"x"}""", "$.id: x has not the form")]
    [InlineData("/crm/v8/Leads/1", 200, """{"Any_Field":1}""", "$: id is missing")]
    [InlineData("/crm/v8/Leads/1", 200, """{"id":"1","next":{"id":null}}""", "$.next.id: null is not allowed")]
    [InlineData("/crm/v8/Leads/1", 200, """{"id":"1","$unknown":true}""", "$: $unknown is not in the schema")]
    [InlineData("/crm/v8/Leads/1", 200, "", "getRecord has no empty body for 200")]
    [InlineData("/crm/v8/Leads/1", 201, """{"id":"1"}""", "getRecord has no status 201")]
    [InlineData("/crm/v8/settings/1", 200, """{"id":"1"}""", "there is no such operation, so it has to be refused")]
    [InlineData("/crm/v8/settings/1", 404, """{"code":"INVALID_URL_PATTERN","extra":1}""", "there is no such operation, so it has to be refused")]
    public void Other_answers_fail_the_test_that_got_them(string path, int status, string text, string problem)
    {
        XunitException failure = Assert.ThrowsAny<XunitException>(() => Contract.Check(HttpMethod.Get, path, Answer(status, text)));

        Assert.Contains(problem, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Schema_with_a_keyword_that_nobody_checks_is_refused()
    {
        SchemaCompiler schemas = new(new JsonObject());

        Assert.Throws<InvalidOperationException>(() => schemas.Compile(JsonNode.Parse("""{"type":"array","uniqueItems":true}""")!));
    }

    private static CrmAnswer Answer(int status, string text) =>
        new("GET", status, text, text.Length == 0 ? null : new MediaTypeHeaderValue("application/json"), string.Empty);
}
