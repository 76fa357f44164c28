using PrivacyCrm.Core.Consents;

namespace PrivacyCrm.Core.Tests.Consents;

public sealed class AccessTests
{
    [Theory]
    [InlineData("object:user", AccessCategory.Object, "user", null)]
    [InlineData("task:zoho.crm.getRecords", AccessCategory.Task, "zoho.crm.getRecords", null)]
    [InlineData("task:zoho.crm.getRecords@connection:crm_main", AccessCategory.Task, "zoho.crm.getRecords", "crm_main")]
    [InlineData("api:GET https://maps.example.com/*@connection:gmaps", AccessCategory.Api, "GET https://maps.example.com/*", "gmaps")]
    [InlineData("api:* (dynamic)", AccessCategory.Api, "* (dynamic)", null)]
    public void Key_has_parts_and_is_made_of_them(string key, AccessCategory category, string name, string? connection)
    {
        Assert.Equal(new AccessKey(category, name, connection), AccessKey.Parse(key));
        Assert.Equal(key, AccessKey.Parse(key)!.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("user")]
    [InlineData("object:nothing")]
    [InlineData("object:user@connection:x")]
    [InlineData("task:getRecords")]
    [InlineData("task:zoho.crm.getRecords@connection:")]
    [InlineData("task:zoho.crm.getRecords@connection:a b")]
    [InlineData("task:zoho.crm.getRecords@connection:a@connection:b")]
    [InlineData("api:https://maps.example.com")]
    [InlineData("api:GET ftp://maps.example.com")]
    [InlineData("api:GET https://user:secret@maps.example.com")]
    [InlineData("api:GET https://maps.example.com\n")]
    [InlineData("table:users")]
    public void Anything_else_is_no_key(string key) => Assert.Null(AccessKey.Parse(key));

    [Theory]
    [InlineData("api:GET https://maps.example.com/*", true)]
    [InlineData("api:GET https://www.zohoapis.com/crm/v8/org", false)]
    [InlineData("api:GET https://desk.zoho.eu/api", false)]
    [InlineData("api:GET https://zoho.com.example.com/api", true)]
    [InlineData("api:GET https://zoho.example/api", true)]
    [InlineData("api:GET https://notzoho.com/api", true)]
    [InlineData("api:GET https://accounts.zoho.com.au/oauth", false)]
    [InlineData("api:* (dynamic)", true)]
    [InlineData("task:zoho.crm.getRecords", false)]
    public void Address_elsewhere_is_a_third_party(string key, bool isThirdParty) => Assert.Equal(isThirdParty, AccessKey.Parse(key)!.IsThirdParty);

    [Fact]
    public void Server_is_told_in_letters_that_look_like_no_other()
    {
        AccessKey key = AccessKey.Parse("api:GET https://m\u0430ps.example.com/*")!;

        Assert.Equal(("api:GET https://xn--mps-6cd.example.com/*", "xn--mps-6cd.example.com"), (key.ToString(), key.Service));
    }

    [Theory]
    [InlineData("https://hooks.example.com/a?b=c", "https://hooks.example.com")]
    [InlineData("https://hooks.example.com:8443/a", "https://hooks.example.com:8443")]
    [InlineData("https://h\u043e\u043eks.example.com/", "https://xn--hks-seda.example.com")]
    [InlineData("http://[::1]:8080/a", "http://[::1]:8080")]
    public void Webhook_is_known_by_its_server(string address, string recipient)
    {
        Component component = Consent.Component() with { ExecutionUrl = new Uri(address), Handlers = [new Handler("execution_handler", null, [], [])] };

        Assert.Equal(recipient, component.WithManifest().Manifest.Recipient);
        Assert.Null((component with { Handlers = [new Handler("execution_handler", "info 1;", [], [])] }).WithManifest().Manifest.Recipient);
    }

    [Fact]
    public void Agreeing_covers_the_same_and_less_and_nothing_wider()
    {
        Access agreed = Consent.Task("Leads", "Contacts") with { Fields = ["Last_Name", "City"] };

        Assert.True(agreed.Covers(agreed));
        Assert.True(agreed.Covers(agreed with { Modules = ["Leads"], Fields = ["City"], Purpose = "other words" }));
        Assert.False(agreed.Covers(agreed with { Modules = ["Leads", "Deals"] }));
        Assert.False(agreed.Covers(agreed with { Modules = [Access.AllModules] }));
        Assert.False(agreed.Covers(agreed with { Fields = [] }));
        Assert.False(agreed.Covers(agreed with { Fields = ["Email"] }));
        Assert.False(agreed.Covers(agreed with { Operations = [Access.Read, Access.Write] }));
        Assert.False(agreed.Covers(agreed with { Authentication = Authentication.Admin }));
        Assert.True(Consent.Task(Access.AllModules).Covers(Consent.Task("Leads")));
    }

    [Fact]
    public void Digest_is_of_what_users_are_told_in_whatever_order_it_was_declared()
    {
        Access[] accesses = [Consent.To("object:user"), Consent.To("object:chat"), Consent.Task("Leads", "Contacts")];
        Manifest manifest = Consent.Manifest(accesses);

        Assert.Equal(manifest.Digest, Consent.Manifest(Enumerable.Reverse(accesses)).Digest);
        Assert.Equal(manifest.Digest, Consent.Manifest(accesses.Select(access => access with { Source = AccessSource.Derived, Line = 3 })).Digest);
        Assert.All(
            [
                accesses[2] with { Purpose = "q" }, accesses[2] with { IsRequired = false }, accesses[2] with { Modules = ["Leads"] }, accesses[2] with { Fields = ["City"] },
                accesses[2] with { Authentication = Authentication.Admin }, accesses[2] with { Service = "t" }, accesses[2] with { Operations = [Access.Write] },
            ],
            changed => Assert.NotEqual(manifest.Digest, Consent.Manifest(accesses[0], accesses[1], changed).Digest));
        Assert.Matches("^sha256:[0-9a-f]{64}$", manifest.Digest);
    }

    [Fact]
    public void Version_grows_with_the_digest_and_only_then()
    {
        Manifest first = Consent.Manifest(Consent.To("object:user"));

        Assert.Equal(first.Version, first.Next([Consent.To("object:user")], [Consent.To("object:user")]).Version);
        Assert.Equal(first.Version + 1, first.Next([Consent.To("object:user")], [Consent.To("object:chat")]).Version);
    }

    [Fact]
    public void Words_of_the_author_stand_before_those_of_the_scanner()
    {
        Access declared = Consent.Task("Leads") with { Purpose = "Show your leads" };

        Access access = Assert.Single(Manifest.Empty.Next([declared], [Consent.Task(Access.AllModules) with { Source = AccessSource.Derived, Line = 7 }]).Accesses);

        Assert.Equal(("Show your leads", "Leads", 7), (access.Purpose, Assert.Single(access.Modules), access.Line));
    }
}
