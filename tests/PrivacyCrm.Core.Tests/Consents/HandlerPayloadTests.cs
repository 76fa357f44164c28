using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using PrivacyCrm.Core.Consents;
using PrivacyCrm.Core.Identity;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Tests.Support;
using PrivacyCrm.Tests;

namespace PrivacyCrm.Core.Tests.Consents;

public sealed class HandlerPayloadTests
{
    private const string Sent =
        """{"user":{"email":"z@z"},"chat":{"id":"C1","title":"t","members":[{"email":"m@m"}],"secret":"s"},"message":{"text":"hi","sender":{"email":"s@s"}},"location":{"latitude":1},"attachments":[{"name":"a","secret":"s"}],"mentions":[{"name":"n"}],"arguments":"here","password":"p"}""";

    private static readonly string[] Objects = ["attachments", "chat", "location", "message", "user"];

    [Fact]
    public void Keys_are_routing_input_and_granted_objects_and_nothing_else() =>
        Prop.ForAll(Gen.SubListOf(Objects).ToArbitrary(), Gen.SubListOf(Objects).ToArbitrary(), (granted, permitted) =>
        {
            JsonObject written = Write([.. granted.Select(name => Consent.To($"object:{name}"))], [.. permitted]);
            return written.Select(member => member.Key).Order().SequenceEqual(granted.Intersect(permitted).Concat(["access", "arguments"]).Order());
        }).Check(Quickly.Thousand);

    [Fact]
    public void Undocumented_keys_of_objects_are_left_out()
    {
        JsonObject written = Write([.. Objects.Select(name => Consent.To($"object:{name}"))], Objects);

        Assert.DoesNotContain("secret", written.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("password", written.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("C1", (string?)written["access"]!["chat_id"]);
    }

    [Fact]
    public void Identity_comes_from_the_server_and_not_from_the_client() =>
        Assert.DoesNotContain("z@z", Write([Consent.To("object:user")], Objects).ToJsonString(), StringComparison.Ordinal);

    [Fact]
    public void Fields_of_an_access_are_the_only_keys_of_its_object()
    {
        JsonObject written = Write([Consent.To("object:chat") with { Fields = ["title"] }, Consent.To("object:user") with { Fields = ["first_name"] }], Objects);

        Assert.Equal(["title"], written["chat"]!.AsObject().Select(member => member.Key));
        Assert.Equal(["first_name"], written["user"]!.AsObject().Select(member => member.Key));
        Assert.False(written["access"]!.AsObject().ContainsKey("chat_id"));
    }

    [Fact]
    public void Sender_of_a_message_is_who_the_user_is()
    {
        Assert.False(Write([Consent.To("object:message")], Objects)["message"]!.AsObject().ContainsKey("sender"));
        Assert.True(Write([Consent.To("object:message"), Consent.To("object:user")], Objects)["message"]!.AsObject().ContainsKey("sender"));
    }

    private static JsonObject Write(Access[] granted, string[] permissions)
    {
        Organization organization = An.Organization;
        Component component = Consent.Component() with { KindName = "message_action", Handlers = [new Handler("execution_handler", null, [.. permissions], [])] };
        Execution execution = new() { Id = 6, ComponentId = 1, Handler = "execution_handler", UserId = 5, Status = ExecutionStatus.Running, StartedTime = Consent.Start };
        using JsonDocument sent = JsonDocument.Parse(Sent);
        HandlerPayload payload = new(new Caller(organization, organization.Users[0], new ScopeSet(string.Empty)), component, execution, [.. granted], sent.RootElement);
        return JsonNode.Parse(Encoding.UTF8.GetString(payload.Write(null, "token", Consent.Start).Span))!["params"]!.AsObject();
    }
}
