namespace PrivacyCrm.Core.Consents.Connections;

/// <summary>How a credential is sent.</summary>
public enum ConnectionKind
{
    /// <summary>As <c>Authorization: Bearer</c>.</summary>
    Bearer,

    /// <summary>As user name and password.</summary>
    Basic,

    /// <summary>In a header of its own.</summary>
    Header,
}
