namespace PrivacyCrm.Core.Consents;

/// <summary>Why a consent ended before its time.</summary>
public enum EndReason
{
    /// <summary>Whoever gave it withdrew it.</summary>
    RevokedByUser,

    /// <summary>An administrator withdrew it.</summary>
    RevokedByAdmin,

    /// <summary>A newer one took its place.</summary>
    Superseded,

    /// <summary>It had run out when a newer one was given.</summary>
    Expired,

    /// <summary>The component is gone.</summary>
    ComponentDeleted,

    /// <summary>The extension was uninstalled.</summary>
    ExtensionUninstalled,

    /// <summary>The user may not work any more.</summary>
    UserDeactivated,
}
