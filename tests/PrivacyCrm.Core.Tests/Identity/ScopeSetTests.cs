using PrivacyCrm.Core.Identity;

namespace PrivacyCrm.Core.Tests.Identity;

public sealed class ScopeSetTests
{
    [Theory]
    [InlineData("ZohoCRM.modules.leads.READ", "ZohoCRM.modules.leads.READ")]
    [InlineData("zohocrm.MODULES.Leads.read", "ZohoCRM.modules.leads.READ")]
    [InlineData("ZohoCRM.modules.ALL", "ZohoCRM.modules.leads.READ")]
    [InlineData("ZohoCRM.modules.ALL", "ZohoCRM.modules.leads.DELETE")]
    [InlineData("ZohoCRM.modules.READ", "ZohoCRM.modules.leads.READ")]
    [InlineData("ZohoCRM.modules.leads.ALL", "ZohoCRM.modules.leads.CREATE")]
    [InlineData("ZohoCRM.settings.ALL", "ZohoCRM.settings.fields.READ")]
    [InlineData("ZohoCRM.settings.ALL", "ZohoCRM.settings.privacy.UPDATE")]
    [InlineData("ZohoCRM.settings.fields.READ", "ZohoCRM.settings.fields.READ")]
    [InlineData("ZohoCRM.modules.leads.WRITE", "ZohoCRM.modules.leads.CREATE")]
    [InlineData("ZohoCRM.modules.leads.WRITE", "ZohoCRM.modules.leads.UPDATE")]
    [InlineData("ZohoCRM.modules.WRITE", "ZohoCRM.modules.leads.UPDATE")]
    [InlineData("ZohoSearch.securesearch.READ", "ZohoSearch.securesearch.READ")]
    [InlineData("ZohoCRM.org.READ,ZohoCRM.users.ALL", "ZohoCRM.users.READ")]
    [InlineData("ZohoCRM.org.READ ZohoCRM.users.ALL", "ZohoCRM.users.READ")]
    [InlineData("ZohoCRM.users.READ", "ZohoCRM.users.READ")]
    public void Scope_is_covered(string granted, string required) => Assert.True(new ScopeSet(granted).Covers(required));

    [Theory]
    [InlineData("", "ZohoCRM.modules.leads.READ")]
    [InlineData("ZohoCRM.modules.leads.READ", "ZohoCRM.modules.leads.CREATE")]
    [InlineData("ZohoCRM.modules.leads.READ", "ZohoCRM.modules.contacts.READ")]
    [InlineData("ZohoCRM.modules.lead.READ", "ZohoCRM.modules.leads.READ")]
    [InlineData("ZohoCRM.modules.leads.READ", "ZohoCRM.modules.READ")]
    [InlineData("ZohoCRM.modules.leads", "ZohoCRM.modules.leads.READ")]
    [InlineData("ZohoCRM.modules.leads", "ZohoCRM.modules.READ")]
    [InlineData("ZohoCRM.modules.WRITE", "ZohoCRM.modules.leads.READ")]
    [InlineData("ZohoCRM.modules.leads.WRITE", "ZohoCRM.modules.leads.DELETE")]
    [InlineData("ZohoCRM.modules.leads.CREATE", "ZohoCRM.modules.leads.WRITE")]
    [InlineData("ZohoCRM.settings.ALL", "ZohoCRM.modules.leads.READ")]
    [InlineData("ZohoCRM.modules.ALL", "ZohoSearch.securesearch.READ")]
    [InlineData("ZohoCRM.settings.fields.ALL", "ZohoCRM.settings.ALL")]
    [InlineData("ZohoCRM.settings.fields.ALL", "ZohoCRM.settings.privacy.READ")]
    [InlineData("ZohoCRM.modules.leads.ALL.READ", "ZohoCRM.modules.leads.READ")]
    public void Scope_is_not_covered(string granted, string required) => Assert.False(new ScopeSet(granted).Covers(required));

    [Theory]
    [InlineData("ZohoCRM.modules.ALL", "ZohoCRM.modules.leads.READ,ZohoCRM.modules.contacts.ALL", true)]
    [InlineData("ZohoCRM.modules.ALL,ZohoCRM.org.READ", "ZohoCRM.org.READ", true)]
    [InlineData("ZohoCRM.modules.ALL", "ZohoCRM.modules.leads.READ,ZohoCRM.org.READ", false)]
    [InlineData("ZohoCRM.modules.leads.READ", "ZohoCRM.modules.leads.ALL", false)]
    [InlineData("ZohoCRM.modules.leads.READ", "ZohoCRM.modules.ALL", false)]
    [InlineData("ZohoCRM.modules.leads.READ", "", true)]
    public void Set_covers_another(string granted, string wanted, bool isCovered) => Assert.Equal(isCovered, new ScopeSet(granted).CoversAll(new ScopeSet(wanted)));

    [Theory]
    [InlineData("ZohoCRM.modules.leads.READ, ZohoCRM.org.READ", "ZohoCRM.modules.leads.READ ZohoCRM.org.READ")]
    [InlineData("ZohoCRM.org.READ,zohocrm.org.read", "ZohoCRM.org.READ")]
    [InlineData(" , ", "")]
    public void Text_lists_every_scope_once(string scopes, string text) => Assert.Equal(text, new ScopeSet(scopes).Text);

    [Theory]
    [InlineData("ZohoCRM.modules.leads.READ", true)]
    [InlineData("ZohoCRM.modules.READ", true)]
    [InlineData("ZohoCRM.modules.READ ZohoSearch.securesearch.READ", true)]
    [InlineData("", false)]
    [InlineData("ZohoCRM", false)]
    [InlineData("ZohoCRM..READ", false)]
    [InlineData("ZohoCRM.modules.leads.READ.", false)]
    [InlineData("ZohoCRM.a.b.c.READ", false)]
    [InlineData("ZohoCRM.modules.READ nonsense", false)]
    public void Form_is_checked(string scopes, bool isWellFormed) => Assert.Equal(isWellFormed, new ScopeSet(scopes).IsWellFormed());
}
