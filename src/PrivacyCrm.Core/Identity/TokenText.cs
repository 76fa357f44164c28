using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace PrivacyCrm.Core.Identity;

/// <summary>
/// The texts of tokens: <c>1000.</c> and two groups of 32 hexadecimal digits; <c>1001.</c> for the token of one execution of a component.
/// The first 16 digits name the organization, so that a look-up goes to its part of the database; 192 bits are random. Only hashes of them
/// are stored.
/// </summary>
public static class TokenText
{
    private const string Prefix = "1000.";
    private const string ExecutionPrefix = "1001.";
    private const int GroupLength = 32;

    /// <summary>Makes a new token.</summary>
    /// <param name="organizationId">The organization.</param>
    /// <returns>The text, told once.</returns>
    public static string Create(long organizationId) => Format(organizationId, RandomNumberGenerator.GetBytes(24));

    /// <summary>Makes a token that is for one execution of a component and for nothing else.</summary>
    /// <param name="organizationId">The organization.</param>
    /// <returns>The text, told once.</returns>
    public static string ForExecution(long organizationId) => ExecutionPrefix + Create(organizationId)[Prefix.Length..];

    /// <summary>Reads which organization the token of an execution belongs to.</summary>
    /// <param name="text">The text as sent.</param>
    /// <returns>The organization, or null when it is no token of an execution.</returns>
    public static long? ExecutionOrganizationOf(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.StartsWith(ExecutionPrefix, StringComparison.Ordinal) ? OrganizationOf(Prefix + text[ExecutionPrefix.Length..]) : null;
    }

    /// <summary>Makes the same token every time, for the demo only.</summary>
    /// <param name="organizationId">The organization.</param>
    /// <param name="purpose">What the token is for.</param>
    /// <returns>The text.</returns>
    public static string ForDemo(long organizationId, string purpose) =>
        Format(organizationId, SHA256.HashData(Encoding.UTF8.GetBytes($"demo/{organizationId}/{purpose}")).AsSpan(0, 24));

    /// <summary>Reads which organization a token or client id belongs to.</summary>
    /// <param name="text">The text as sent.</param>
    /// <returns>The organization, or null when the text is not one of ours.</returns>
    public static long? OrganizationOf(string? text)
    {
        if (text is null || text.Length < Prefix.Length + 16 || !text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return null;
        }

        Span<byte> bytes = stackalloc byte[8];
        return Convert.FromHexString(text.AsSpan(Prefix.Length, 16), bytes, out _, out int written) == System.Buffers.OperationStatus.Done && written == 8
            ? BinaryPrimitives.ReadInt64BigEndian(bytes)
            : null;
    }

    /// <summary>The form in which a secret is stored and looked up.</summary>
    /// <param name="text">The secret.</param>
    /// <returns>Its SHA-256 in hexadecimal.</returns>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Format(long organizationId, ReadOnlySpan<byte> random)
    {
        Span<byte> bytes = stackalloc byte[32];
        BinaryPrimitives.WriteInt64BigEndian(bytes, organizationId);
        random.CopyTo(bytes[8..]);
        string hex = Convert.ToHexStringLower(bytes);
        return $"{Prefix}{hex[..GroupLength]}.{hex[GroupLength..]}";
    }
}
