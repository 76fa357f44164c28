using PrivacyCrm.Core.Consents.Deluge;

namespace PrivacyCrm.Core.Tests.Consents.Deluge;

public sealed class DelugeScannerTests
{
    private const string Nearby =
        """
        // Finds places around the person who asks. location would be named here without being read.
        response = Map();
        latitude = location.get("latitude");
        longitude = location.get("longitude");
        places = invokeurl
        [
            url :"https://maps.example.com/nearby/json?at=" + latitude + "," + longitude
            type :GET
            response-format :TEXT
            connection :"gmaps"
        ];
        customers = zoho.crm.searchRecords("Leads", "(City:equals:" + places.get("city") + ")", 1, 10, Map(), "crm_main");
        /* user.get("email") was thought of
           and dropped */
        response.put("text", "Hello " + user.get("first_name") + ", " + customers.size() + " customers are near // you");
        return response;
        """;

    private const string Poll =
        """
        message = arguments;
        for each user in chat.get("members")
        {
            zoho.cliq.postToUser(user.get("id"), {"text": message, "user": "user"});
        }
        info zoho.currenttime.toString("dd-MM-yyyy");
        """;

    [Fact]
    public void Command_that_looks_around_touches_place_person_service_and_customers() => Assert.Equal(
        [
            "3 object:location",
            "5 api:GET https://maps.example.com/*@connection:gmaps",
            "12 task:zoho.crm.searchRecords@connection:crm_main",
            "15 object:user",
        ],
        Lines(Nearby));

    [Fact]
    public void Bot_that_polls_touches_the_chat_and_no_object_whose_name_it_uses_for_itself() => Assert.Equal(
        ["2 object:chat", "4 task:zoho.cliq.postToUser"],
        Lines(Poll));

    [Theory]
    [InlineData("x = user.get(\"id\");", "object:user")]
    [InlineData("if(message == \"hi\") { info mentions; }", "object:message object:mentions")]
    [InlineData("for each file in attachments { info file; }", "object:attachments")]
    [InlineData("info USER;", "object:user")]
    [InlineData("info zoho.loginuserid;", "object:user")]
    [InlineData("info username; info my_chat; info x.user; info x.message;", "")]
    [InlineData("sendmail [ from: zoho.adminuserid to: x subject: y message: z ];", "")]
    [InlineData("info \"user\" + 'chat'; // location\n/* message */", "")]
    [InlineData("info \"a \\\" user \";", "")]
    [InlineData("user = user.get(\"a\"); info user;", "object:user")]
    [InlineData("user = 1; info user;", "")]
    [InlineData("if(a) { user = 1; info user; }", "")]
    [InlineData("if(a) { user = 1; } info user;", "object:user")]
    [InlineData("if(a) { user = 1 } info user;", "object:user")]
    [InlineData("for each user in list { info user; } info user;", "object:user")]
    [InlineData("info \"never closed user;", "object:user")]
    [InlineData("/* never closed user;", "object:user")]
    public void Objects_are_names_that_are_read(string script, string keys) => Assert.Equal(keys, Keys(script));

    [Theory]
    [InlineData("zoho.crm.getRecords(\"Leads\");", "task:zoho.crm.getRecords")]
    [InlineData("zoho . crm\n. getRecords (\"Leads\");", "task:zoho.crm.getRecords")]
    [InlineData("zoho.crm.createRecord(\"Leads\", m, Map(), \"crm_main\");", "task:zoho.crm.createRecord@connection:crm_main")]
    [InlineData("zoho.crm.createRecord(\"Leads\", m, Map(), which);", "task:zoho.crm.createRecord")]
    [InlineData("zoho.crm.createRecord(\"Leads\", m, Map(), \"crm\" + which);", "task:zoho.crm.createRecord")]
    [InlineData("zoho.crm.searchRecords(\"Leads\", \"criteria\");", "task:zoho.crm.searchRecords")]
    [InlineData("zoho.crm.getRecordById(\"Leads\", zoho.desk.getId(a, {\"b\": 1}, \"desk\"), x, \"crm\").get(\"a\");", "task:zoho.crm.getRecordById@connection:crm task:zoho.desk.getId@connection:desk")]
    [InlineData("zoho.encryption.md5(x); zoho.currentdate.addDay(1); zoho.loginuser.length();", "object:user")]
    [InlineData("my.zoho.crm.getRecords(1); info zoho.crm.getRecords;", "")]
    [InlineData("zoho.crm.getRecords(\"Leads\"", "task:zoho.crm.getRecords")]
    public void Tasks_are_calls_below_zoho(string script, string keys) => Assert.Equal(keys, string.Join(' ', Keys(script).Split(' ').Order(StringComparer.Ordinal)));

    [Theory]
    [InlineData("getUrl(\"https://a.example.com/x\");", "GET https://a.example.com/*")]
    [InlineData("geturl(\"HTTPS://A.example.com:8443\", true);", "GET https://a.example.com:8443/*")]
    [InlineData("postUrl(\"https://a.example.com/?q=\" + x, m);", "POST https://a.example.com/*")]
    [InlineData("invokeurl [ url: \"https://a.example.com/\" type: \"delete\" ];", "DELETE https://a.example.com/*")]
    [InlineData("invokeUrl [ url: \"https://a.example.com/\" parameters: {\"url\": \"https://b.example.com/\", \"c\": [1]} ];", "GET https://a.example.com/*")]
    [InlineData("invokeurl [ type: PUT url: \"https://a.example.com/\" + f(x, [\"y\"]) + \"z\" connection: \"c_1\" ];", "PUT https://a.example.com/*@connection:c_1")]
    [InlineData("invokeurl [ url: \"https://a.example.com/\" connection: which ];", "GET https://a.example.com/*")]
    [InlineData("getUrl(address);", "* (dynamic)")]
    [InlineData("getUrl(\"https://a.example.com\" + rest);", "* (dynamic)")]
    [InlineData("getUrl(\"https://a.example.com/\".replaceAll(\"a\", \"b\"));", "* (dynamic)")]
    [InlineData("getUrl((\"https://a.example.com/\" + b).replaceAll(\"a\", \"b\"));", "* (dynamic)")]
    [InlineData("getUrl(\"https://a.example.com@b.example.com/\");", "* (dynamic)")]
    [InlineData("getUrl(\"https://b.example.com\\\\@a.example.com/\");", "* (dynamic)")]
    [InlineData("getUrl(\"ftp://a.example.com/\");", "* (dynamic)")]
    [InlineData("invokeurl [ url: \"https://a.example.com/\" type: which ];", "* (dynamic)")]
    [InlineData("invokeurl [ type: GET connection: \"c\" ];", "* (dynamic)@connection:c")]
    [InlineData("getUrl(\"https://a.example.com/", "* (dynamic)")]
    [InlineData("info \"getUrl(x)\"; x.getUrl(y);", null)]
    public void Requests_are_told_by_method_and_server(string script, string? name) => Assert.Equal(name is null ? string.Empty : $"api:{name}", Keys(script));

    [Fact]
    public void What_is_done_twice_is_told_once_with_its_first_line() => Assert.Equal(
        ["2 object:user", "3 task:zoho.crm.getRecords"],
        Lines("\ninfo user;\nzoho.crm.getRecords(\n zoho.crm.getRecords(user));"));

    [Theory]
    [InlineData("\"")]
    [InlineData("\"\\\"")]
    [InlineData("'\"")]
    [InlineData("/*")]
    [InlineData("/**/")]
    [InlineData("zoho.crm.a(")]
    [InlineData("invokeurl [ url: ")]
    [InlineData("{ user = ")]
    [InlineData("user;}")]
    public void Work_grows_with_the_script_and_no_faster(string piece)
    {
        string script = string.Concat(Enumerable.Repeat(piece, 20_000));
        DelugeTokenizer tokenizer = new(script);

        tokenizer.All();

        Assert.InRange(tokenizer.Steps, 1, script.Length * 6);
        Assert.InRange(DelugeScanner.Scan(script).Length, 0, 10);
    }

    private static IEnumerable<string> Lines(string script) => DelugeScanner.Scan(script).Select(access => $"{access.Line} {access.Key}");

    private static string Keys(string script) => string.Join(' ', DelugeScanner.Scan(script).Select(access => access.Key));
}
