using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;

namespace PrivacyCrm.Core.Records;

/// <summary>
/// Where a page begins, for the client to send back: signed, bound to the user and to all other parameters, valid for 24 hours.
/// It shows ids and times only; the key of a list sorted by a field is enciphered, because addresses end up in logs.
/// </summary>
/// <param name="Keyset">Where the page begins.</param>
/// <param name="Page">The page's number.</param>
/// <param name="Expires">The first moment it is no longer valid.</param>
public sealed record PageToken(Keyset Keyset, int Page, DateTimeOffset Expires)
{
    private const int PayloadLength = 8 + 8 + 1 + 4 + 8;
    private const int SignatureLength = 16;

    // Room for the longest key of an indexed field.
    private const int MaximumLength = 3_000;

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
        if (text is not { Length: <= MaximumLength } || !Base64Url.IsValid(text, out int length) || length < PayloadLength + SignatureLength)
        {
            return CrmErrors.Paging.TokenMismatch();
        }

        byte[] bytes = Base64Url.DecodeFromChars(text);
        ReadOnlySpan<byte> payload = bytes.AsSpan(0, PayloadLength);
        ReadOnlySpan<byte> sent = bytes.AsSpan(PayloadLength, SignatureLength);
        byte[] key = bytes[(PayloadLength + SignatureLength)..];
        Encipher(key, caller, sent);
        Span<byte> signature = stackalloc byte[SignatureLength];
        Sign(payload, key, caller, parameters, signature);
        if (!CryptographicOperations.FixedTimeEquals(signature, sent))
        {
            return CrmErrors.Paging.TokenMismatch();
        }

        Keyset keyset = new(BinaryPrimitives.ReadInt64BigEndian(bytes), BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(8)), bytes[16] == 1)
        {
            Key = key.Length == 0 ? null : Encoding.UTF8.GetString(key),
        };
        DateTimeOffset expires = DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(21)));
        return now < expires
            ? new PageToken(keyset, BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(17)), expires)
            : CrmErrors.Paging.TokenExpired();
    }

    /// <summary>Writes the token.</summary>
    /// <param name="caller">Who will send it.</param>
    /// <param name="parameters">All other parameters.</param>
    /// <returns>The text.</returns>
    public string Write(Caller caller, string parameters)
    {
        ArgumentNullException.ThrowIfNull(caller);
        byte[] key = Encoding.UTF8.GetBytes(Keyset.Key ?? string.Empty);
        byte[] bytes = new byte[PayloadLength + SignatureLength + key.Length];
        Span<byte> payload = bytes.AsSpan(0, PayloadLength);
        BinaryPrimitives.WriteInt64BigEndian(payload, Keyset.SortValue);
        BinaryPrimitives.WriteInt64BigEndian(payload[8..], Keyset.Id);
        payload[16] = Keyset.IsBackward ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteInt32BigEndian(payload[17..], Page);
        BinaryPrimitives.WriteInt64BigEndian(payload[21..], Expires.ToUnixTimeSeconds());
        Span<byte> signature = bytes.AsSpan(PayloadLength, SignatureLength);
        Sign(payload, key, caller, parameters, signature);
        Encipher(key, caller, signature);
        key.CopyTo(bytes, PayloadLength + SignatureLength);
        return Base64Url.EncodeToString(bytes);
    }

    private static void Sign(ReadOnlySpan<byte> payload, ReadOnlySpan<byte> key, Caller caller, string parameters, Span<byte> signature)
    {
        byte[] context = Encoding.UTF8.GetBytes($"{caller.User.Id}\n{parameters}\n");
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(caller.Organization.SigningKey.Span, [.. context, .. payload, .. key], hash);
        hash[..SignatureLength].CopyTo(signature);
    }

    // A stream of bytes that follows from the signature, which differs for every content; doing it again undoes it.
    private static void Encipher(Span<byte> key, Caller caller, ReadOnlySpan<byte> signature)
    {
        Span<byte> block = stackalloc byte[HMACSHA256.HashSizeInBytes];
        for (int index = 0; index < key.Length; index++)
        {
            if (index % block.Length == 0)
            {
                HMACSHA256.HashData(caller.Organization.SigningKey.Span, [.. "key"u8, .. signature, (byte)(index / block.Length), (byte)(index / block.Length / 256)], block);
            }

            key[index] ^= block[index % block.Length];
        }
    }
}
