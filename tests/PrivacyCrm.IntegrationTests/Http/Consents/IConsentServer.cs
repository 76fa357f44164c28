namespace PrivacyCrm.IntegrationTests.Http.Consents;

/// <summary>A server whose handlers are in memory.</summary>
public interface IConsentServer
{
    TestHandlers Handlers { get; }
}
