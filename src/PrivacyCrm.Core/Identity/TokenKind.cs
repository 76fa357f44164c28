namespace PrivacyCrm.Core.Identity;

/// <summary>What a token is good for.</summary>
public enum TokenKind
{
    /// <summary>Exchanged once for the other two.</summary>
    Grant = 1,

    /// <summary>Exchanged for access tokens until it is revoked.</summary>
    Refresh = 2,

    /// <summary>Sent with every call, for one hour.</summary>
    Access = 3,
}
