namespace PrivacyCrm.Core.Consents;

/// <summary>Whose account a task or API uses.</summary>
public enum Authentication
{
    /// <summary>That of whoever runs the component.</summary>
    User,

    /// <summary>That of the administrator who owns the connection.</summary>
    Admin,
}
