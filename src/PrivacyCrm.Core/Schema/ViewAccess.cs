namespace PrivacyCrm.Core.Schema;

/// <summary>Who may use a custom view.</summary>
public enum ViewAccess
{
    /// <summary>Everybody.</summary>
    Public,

    /// <summary>Its maker, administrators, and the users it is shared to.</summary>
    Shared,

    /// <summary>Its maker and administrators.</summary>
    OnlyToMe,
}
