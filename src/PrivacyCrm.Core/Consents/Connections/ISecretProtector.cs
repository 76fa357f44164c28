namespace PrivacyCrm.Core.Consents.Connections;

/// <summary>Encrypts secrets that the server itself has to know again, each for what it belongs to, so that none works in another's place.</summary>
public interface ISecretProtector
{
    /// <summary>Encrypts a secret.</summary>
    /// <param name="organizationId">The organization.</param>
    /// <param name="ownerId">What it belongs to.</param>
    /// <param name="secret">The secret.</param>
    /// <returns>What may be stored.</returns>
    string Protect(long organizationId, long ownerId, string secret);

    /// <summary>Decrypts a secret.</summary>
    /// <param name="organizationId">The organization.</param>
    /// <param name="ownerId">What it belongs to.</param>
    /// <param name="stored">What was stored.</param>
    /// <returns>The secret; null when the keys that it was encrypted with are gone.</returns>
    string? Unprotect(long organizationId, long ownerId, string stored);
}
