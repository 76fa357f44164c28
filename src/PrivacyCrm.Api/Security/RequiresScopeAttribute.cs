namespace PrivacyCrm.Api.Security;

/// <summary>The scopes an endpoint asks for, all of them. <c>{module}</c> and <c>{collection}</c> stand for those in the path.</summary>
/// <param name="scopes">The scopes; none for an endpoint that any valid token may call.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RequiresScopeAttribute(params string[] scopes) : Attribute
{
    /// <summary>Gets the scopes.</summary>
    public IReadOnlyList<string> Scopes { get; } = scopes;

    /// <summary>Gets or sets the first version of the API that has the endpoint, such as <c>v2.1</c>; null for all.</summary>
    public string? Since { get; set; }

    /// <summary>Gets or sets a value indicating whether the user has to be an administrator.</summary>
    public bool ForAdministrators { get; set; }
}
