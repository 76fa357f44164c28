namespace PrivacyCrm.Api.Security;

/// <summary>The scopes an endpoint asks for, all of them. <c>{module}</c> stands for the module in the path.</summary>
/// <param name="scopes">The scopes; none for an endpoint that any valid token may call.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RequiresScopeAttribute(params string[] scopes) : Attribute
{
    /// <summary>Gets the scopes.</summary>
    public IReadOnlyList<string> Scopes { get; } = scopes;

    /// <summary>Gets or sets a value indicating whether the user has to be an administrator.</summary>
    public bool ForAdministrators { get; set; }
}
