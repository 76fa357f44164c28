#:property PublishAot=false

// An extension with a bot: a user may not install it, an administrator is asked first, and the bot still asks each user at the first message.
// Usage: dotnet run pollbot.cs [server]

using System.Text;
using System.Text.Json.Nodes;

string server = args.FirstOrDefault() ?? "http://localhost:5000";
using HttpClient http = new() { BaseAddress = new Uri(server) };

JsonNode demo = await CallAsync(null, HttpMethod.Get, "/_privacycrm/demo", null, 200);
JsonArray users = demo["organizations"]![0]!["users"]!.AsArray();
string admin = (string)users[0]!["access_token"]!;
string user = (string)users[1]!["access_token"]!;

Say("The administrator registers a bot, whose script tells what it touches, and an extension that it is a part of");
JsonNode bot = await CallAsync(admin, HttpMethod.Post, "/api/v3/bots", $$"""
    {"name":"poll-{{Guid.NewGuid():N}}","scope":"organization",
     "handlers":[{"type":"message_handler","script":"if(message == \"yes\")\n{\n  zoho.cliq.postToUser(user.get(\"id\"), \"Thank you\");\n}"}]}
    """, 201);
string path = $"/api/v3/bots/{bot["data"]!["id"]}";
JsonNode manifest = await CallAsync(admin, HttpMethod.Get, $"{path}/accesses?explain=true", null, 200);
foreach (JsonNode? access in manifest["data"]!["accesses"]!.AsObject().SelectMany(group => group.Value!.AsArray()))
{
    Console.WriteLine($"   - {access!["id"]}, line {access["line"]}");
}

JsonNode extension = await CallAsync(admin, HttpMethod.Post, "/api/v3/extensions", $$"""
    {"name":"Poll {{Guid.NewGuid():N}}","component_ids":["{{bot["data"]!["id"]}}"],"accesses":[{"id":"object:organization","purpose":"Show your company's name in polls"}]}
    """, 201);
string installation = $"/api/v3/extensions/{extension["data"]!["id"]}/installation";

Say("A user may not install it");
Expect((string?)(await CallAsync(user, HttpMethod.Post, installation, """{"scope":"organization"}""", 403))["code"], "extension_install_restricted");

Say("Before it is installed its bot runs for nobody, and asks nobody");
Expect((string?)(await WriteAsync(403))["code"], "admin_consent_required");

Say("The administrator is asked, agrees, and installs it");
await AgreeAsync(admin, await CallAsync(admin, HttpMethod.Post, installation, """{"scope":"organization"}""", 403));
await CallAsync(admin, HttpMethod.Post, installation, """{"scope":"organization"}""", 204);

Say("The bot still asks the user, at the first message");
JsonNode asked = await WriteAsync(403);
Expect((string?)asked["code"], "consent_required");
await AgreeAsync(user, asked);
JsonNode ran = await WriteAsync(200);
Console.WriteLine($"   {ran["data"]!["decision"]}: {string.Join(", ", ran["data"]!["objects"]!.AsArray())}");

Say("The administrator uninstalls it: what was agreed to for it has ended");
await CallAsync(admin, HttpMethod.Delete, installation, null, 204);
Expect((string?)(await WriteAsync(403))["code"], "admin_consent_required");
await CallAsync(admin, HttpMethod.Delete, path, null, 204);

Say("Done: every step answered as it should");
return 0;

Task<JsonNode> WriteAsync(int status) => CallAsync(user, HttpMethod.Post, $"{path}/executions", """{"handler":"message_handler","params":{"message":{"text":"yes"}}}""", status);

async Task AgreeAsync(string token, JsonNode prompt)
{
    JsonNode request = prompt["data"]!["consent_request"] ?? prompt["data"]!["consent_requests"]![0]!;
    foreach (JsonNode? access in request["accesses"]!.AsObject().SelectMany(group => group.Value!.AsArray()))
    {
        Console.WriteLine($"   - {access!["id"]}: {access["purpose"]}");
    }

    string body = new JsonObject { ["digest"] = (string)request["manifest"]!["digest"]! }.ToJsonString();
    using HttpResponseMessage answer = await SendAsync(token, HttpMethod.Post, (string)request["links"]!["grant"]!, body);
    Expect(answer.IsSuccessStatusCode ? "agreed" : await answer.Content.ReadAsStringAsync(), "agreed");
}

async Task<JsonNode> CallAsync(string? token, HttpMethod method, string to, string? json, int status)
{
    using HttpResponseMessage answer = await SendAsync(token, method, to, json);
    string text = await answer.Content.ReadAsStringAsync();
    Expect($"{(int)answer.StatusCode}", $"{status}", $"{method} {to}: {text}");
    return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
}

Task<HttpResponseMessage> SendAsync(string? token, HttpMethod method, string to, string? json)
{
    HttpRequestMessage message = new(method, to) { Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json") };
    message.Headers.Authorization = token is null ? null : new("Bearer", token);
    return http.SendAsync(message);
}

void Say(string text) => Console.WriteLine($"\n{text}");

static void Expect(string? found, string expected, string? about = null)
{
    if (found != expected)
    {
        throw new InvalidOperationException($"Expected {expected}, got {found}. {about}");
    }
}
