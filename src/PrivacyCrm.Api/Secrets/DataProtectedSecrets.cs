using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using PrivacyCrm.Core.Consents.Connections;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Api.Secrets;

/// <summary>Encrypts secrets by data protection, each under a key of its own.</summary>
/// <param name="provider">Data protection.</param>
internal sealed class DataProtectedSecrets(IDataProtectionProvider provider) : ISecretProtector
{
    public string Protect(long organizationId, long ownerId, string secret) => For(organizationId, ownerId).Protect(secret);

    public string? Unprotect(long organizationId, long ownerId, string stored)
    {
        try
        {
            return For(organizationId, ownerId).Unprotect(stored);
        }
        catch (CryptographicException)
        {
            // Its key is gone, or it was moved here from elsewhere.
            return null;
        }
    }

    private IDataProtector For(long organizationId, long ownerId) =>
        provider.CreateProtector("PrivacyCrm.Secrets", RecordId.Format(organizationId), RecordId.Format(ownerId));
}
