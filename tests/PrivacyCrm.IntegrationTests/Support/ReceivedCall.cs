namespace PrivacyCrm.IntegrationTests.Support;

/// <summary>A call that a receiver got.</summary>
public sealed record ReceivedCall(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body);
