using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;

namespace PrivacyCrm.Core.Records;

/// <summary>
/// Where a page begins, for the client to send back: signed, bound to the user and to all other parameters, valid for 24 hours.
/// It holds ids and times only.
/// </summary>
/// <param name="Keyset">Where the page begins.</param>
/// <param name="Page">The page's number.</param>
/// <param name="Expires">The first moment it is no longer valid.</param>
public sealed record PageToken(Keyset Keyset, int Page, DateTimeOffset Expires)
{
    private const int PayloadLength = 8 + 8 + 1 + 4 + 8;
    private const int SignatureLength = 16;

    /// <summary>How long a token is valid.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <summary>Reads a token that this organization made for this user and these parameters.</summary>
    /// <param name="text">The token.</param>
    /// <param name="caller">Who sends it.</param>
    /// <param name="parameters">All other parameters.</param>
    /// <param name="now">The time.</param>
    /// <returns>The token, or the refusal.</returns>
    public static Result<PageToken> Read(string text, Caller caller, string parameters, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(caller);
        Span<byte> bytes = stackalloc byte[PayloadLength + SignatureLength];
        if (text is not { Length: < 100 } || !Base64Url.IsValid(text, out int length) || length != bytes.Length)
        {
            return CrmErrors.Paging.TokenMismatch();
        }

        Base64Url.DecodeFromChars(text, bytes);
        Span<byte> signature = stackalloc byte[SignatureLength];
        Sign(bytes[..PayloadLength], caller, parameters, signature);
        if (!CryptographicOperations.FixedTimeEquals(signature, bytes[PayloadLength..]))
        {
            return CrmErrors.Paging.TokenMismatch();
        }

        Keyset keyset = new(BinaryPrimitives.ReadInt64BigEndian(bytes), BinaryPrimitives.ReadInt64BigEndian(bytes[8..]), bytes[16] == 1);
        DateTimeOffset expires = DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64BigEndian(bytes[21..]));
        return now < expires
            ? new PageToken(keyset, BinaryPrimitives.ReadInt32BigEndian(bytes[17..]), expires)
            : CrmErrors.Paging.TokenExpired();
    }

    /// <summary>Writes the token.</summary>
    /// <param name="caller">Who will send it.</param>
    /// <param name="parameters">All other parameters.</param>
    /// <returns>The text.</returns>
    public string Write(Caller caller, string parameters)
    {
        ArgumentNullException.ThrowIfNull(caller);
        Span<byte> bytes = stackalloc byte[PayloadLength + SignatureLength];
        BinaryPrimitives.WriteInt64BigEndian(bytes, Keyset.SortValue);
        BinaryPrimitives.WriteInt64BigEndian(bytes[8..], Keyset.Id);
        bytes[16] = Keyset.IsBackward ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteInt32BigEndian(bytes[17..], Page);
        BinaryPrimitives.WriteInt64BigEndian(bytes[21..], Expires.ToUnixTimeSeconds());
        Sign(bytes[..PayloadLength], caller, parameters, bytes[PayloadLength..]);
        return Base64Url.EncodeToString(bytes);
    }

    private static void Sign(ReadOnlySpan<byte> payload, Caller caller, string parameters, Span<byte> signature)
    {
        byte[] context = Encoding.UTF8.GetBytes($"{caller.User.Id}\n{parameters}\n");
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(caller.Organization.SigningKey.Span, [.. context, .. payload], hash);
        hash[..SignatureLength].CopyTo(signature);
    }
}
