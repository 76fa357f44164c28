namespace PrivacyCrm.Api.Security;

/// <summary>Marks an endpoint that needs no access token, and says why.</summary>
/// <param name="reason">Why.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class)]
public sealed class OpenToAllAttribute(string reason) : Attribute
{
    /// <summary>Gets why.</summary>
    public string Reason { get; } = reason;
}
