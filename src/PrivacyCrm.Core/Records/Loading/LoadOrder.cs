using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace PrivacyCrm.Core.Records.Loading;

/// <summary>What a load is to do.</summary>
/// <param name="Module">The module's API name.</param>
/// <param name="KeepsIds">Whether records have the ids of their rows.</param>
/// <param name="Fingerprint">What tells the file from others, whatever its name.</param>
public sealed record LoadOrder(string Module, bool KeepsIds, string Fingerprint)
{
    /// <summary>The id of the job that keeps how far a lane is: the same for the same file, so that a load that is started again is found.</summary>
    /// <param name="lane">The lane.</param>
    /// <returns>The id.</returns>
    internal long JobId(int lane)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{Module}/{Fingerprint}/{lane}"));
        return Math.Max(1, BinaryPrimitives.ReadInt64BigEndian(hash) & long.MaxValue);
    }
}
