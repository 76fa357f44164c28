#:sdk Microsoft.NET.Sdk.Web
#:property PublishAot=false

// A command that finds places around whoever asks: registered, refused, asked about, agreed to, run, ended by time, and withdrawn.
// Usage: dotnet run nearby.cs [server]

using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

string server = args.FirstOrDefault() ?? "http://localhost:5000";
using HttpClient http = new() { BaseAddress = new Uri(server) };

Say("The command's own server");
string secret = string.Empty;
List<string> heard = [];
await using WebApplication webhook = await StartAsync();
string address = webhook.Urls.First();
Console.WriteLine($"   listens on {address}");

JsonNode demo = await CallAsync(null, HttpMethod.Get, "/_privacycrm/demo", null, 200);
JsonArray users = demo["organizations"]![0]!["users"]!.AsArray();
string author = (string)users[0]!["access_token"]!;
string user = (string)users[1]!["access_token"]!;

Say("The author registers the command, and the secret by which its server knows who calls");
JsonNode command = await CallAsync(author, HttpMethod.Post, "/api/v3/commands", $$"""
    {"name":"places-{{Guid.NewGuid():N}}","scope":"organization","execution_type":"webhook","execution_url":"{{address}}/nearby","consent_events":true,
     "handlers":[{"type":"execution_handler","permissions":["location","user"]}],
     "accesses":[{"id":"object:location","purpose":"Find places around you"},
                 {"id":"object:user","purpose":"Greet you by your name","required":false}]}
    """, 201);
string path = $"/api/v3/commands/{command["data"]!["id"]}";
secret = (string)(await CallAsync(author, HttpMethod.Post, $"{path}/secret", null, 201))["data"]!["secret"]!;

try
{
    Say("A user runs it for the first time: nothing runs, and the answer is a question");
    JsonNode asked = await RunAsync(403);
    Show(asked);

    Say("The user agrees to the location, and keeps the name: now it runs, and its server got the location alone");
    await AgreeAsync(asked, "object:location");
    Console.WriteLine($"   {(await RunAsync(200))["data"]!["output"]!["text"]}");

    Say("59 days and 23 hours later it still runs; an hour more, and it has to ask again");
    await AdvanceAsync("""{"days":59,"hours":23}""");
    Console.WriteLine($"   {(await RunAsync(200))["data"]!["output"]!["text"]}");
    await AdvanceAsync("""{"hours":1}""");
    asked = await RunAsync(403);
    Expect((string?)asked["data"]!["consent_request"]!["reason"], "expired");

    Say("The user agrees again, to everything, and then withdraws it: the next run asks");
    string consent = await AgreeAsync(asked);
    Console.WriteLine($"   {(await RunAsync(200))["data"]!["output"]!["text"]}");
    await CallAsync(user, HttpMethod.Delete, $"/api/v3/consents/{consent}", null, 204);
    Expect((string?)(await RunAsync(403))["data"]!["consent_request"]!["reason"], "revoked");

    Say("Its server hears of each yes and of its end, and erases what it holds");
    for (int wait = 0; wait < 100 && heard.Count < 4; wait++)
    {
        await Task.Delay(100);
    }

    Expect(string.Join(", ", heard), "consent.granted, consent.expired, consent.granted, consent.revoked");
}
finally
{
    await CallAsync(author, HttpMethod.Delete, path, null, 204);
    await CallAsync(null, HttpMethod.Put, "/_privacycrm/clock", $$"""{"now":"{{DateTimeOffset.UtcNow:O}}"}""", 200);
}

Say("Done: every step answered as it should");
return 0;

Task<JsonNode> RunAsync(int status) => CallAsync(
    user, HttpMethod.Post, $"{path}/executions", """{"handler":"execution_handler","params":{"location":{"latitude":59.33,"longitude":18.07},"chat":{"id":"CT_1"}}}""", status);

async Task<string> AgreeAsync(JsonNode prompt, params string[] only)
{
    JsonNode request = prompt["data"]!["consent_request"]!;
    JsonObject body = new() { ["digest"] = (string)request["manifest"]!["digest"]! };
    if (only.Length > 0)
    {
        body["access_ids"] = new JsonArray([.. only.Select(key => (JsonNode)key)]);
    }

    HttpResponseMessage answer = await SendAsync(user, HttpMethod.Post, (string)request["links"]!["grant"]!, body.ToJsonString());
    string text = await answer.Content.ReadAsStringAsync();
    return answer.IsSuccessStatusCode ? (string)JsonNode.Parse(text)!["data"]!["id"]! : throw new InvalidOperationException(text);
}

Task<JsonNode> AdvanceAsync(string by) => CallAsync(null, HttpMethod.Post, "/_privacycrm/clock/advance", by, 200);

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

// The command itself: it checks that the call comes from the server it knows and is not an old one, then answers with what it was given.
async Task<WebApplication> StartAsync()
{
    WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
    builder.Logging.ClearProviders();
    builder.WebHost.UseUrls("http://127.0.0.1:0");
    WebApplication app = builder.Build();
    app.MapPost("/nearby", async (HttpRequest request) =>
    {
        using StreamReader reader = new(request.Body);
        string body = await reader.ReadToEndAsync();
        if (!IsSigned(request.Headers["X-PrivacyCrm-Timestamp"].ToString(), request.Headers["X-PrivacyCrm-Signature"].ToString(), body))
        {
            return Results.StatusCode((int)HttpStatusCode.Unauthorized);
        }

        JsonNode sent = JsonNode.Parse(body)!;
        if ((string?)sent["type"] == "consent_event")
        {
            heard.Add((string)sent["data"]!["event"]!);
            Console.WriteLine($"   (the server hears: {heard[^1]})");
            return Results.Ok();
        }

        JsonNode given = sent["params"]!;
        Console.WriteLine($"   (the command was given: {string.Join(", ", given.AsObject().Select(member => member.Key))})");
        string name = (string?)given["user"]?["first_name"] ?? "whoever you are";
        return Results.Text(new JsonObject { ["text"] = $"Hello {name}, three cafés near {given["location"]!["latitude"]}, {given["location"]!["longitude"]}" }.ToJsonString(), "application/json");
    });
    await app.StartAsync();
    return app;
}

bool IsSigned(string seconds, string signature, string body)
{
    bool isFresh = long.TryParse(seconds, out long sent) && Math.Abs(DateTimeOffset.UtcNow.ToUnixTimeSeconds() - sent) <= 300;
    byte[] expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{seconds}.{body}"));
    return isFresh && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes($"sha256={Convert.ToHexStringLower(expected)}"), Encoding.ASCII.GetBytes(signature));
}

void Show(JsonNode prompt)
{
    JsonNode request = prompt["data"]!["consent_request"]!;
    Console.WriteLine($"   {request["component"]!["name"]}, made by {request["component"]!["creator"]!["name"]}, for {request["validity_days"]} days:");
    foreach (JsonNode? access in request["accesses"]!.AsObject().SelectMany(group => group.Value!.AsArray()))
    {
        Console.WriteLine($"   - {access!["id"]}: {access["purpose"]}{((bool)access["required"]! ? string.Empty : " (your choice)")}");
    }
}

void Say(string text) => Console.WriteLine($"\n{text}");

static void Expect(string? found, string expected, string? about = null)
{
    if (found != expected)
    {
        throw new InvalidOperationException($"Expected {expected}, got {found}. {about}");
    }
}
