namespace PrivacyCrm.IntegrationTests.Support;

/// <summary>What the suites have in common: an organization for each test, which no other test changes, or one for the whole suite.</summary>
public abstract class CrmTests(CrmServer server, bool isShared = false) : IAsyncLifetime
{
    /// <summary>The organization.</summary>
    protected TestOrganization Org { get; private set; } = null!;

    /// <summary>Its administrator.</summary>
    protected CrmClient Admin => Org.Admin;

    /// <summary>One of its users.</summary>
    protected CrmClient User => Org.User;

    /// <summary>A token of it that may only read.</summary>
    protected CrmClient ReadOnly => Org.ReadOnly;

    /// <summary>The server's clock.</summary>
    protected TestClock Clock => server.Clock;

    public virtual async Task InitializeAsync() => Org = isShared ? await server.SharedOrganizationAsync() : await server.NewOrganizationAsync();

    public virtual Task DisposeAsync() => Task.CompletedTask;
}
