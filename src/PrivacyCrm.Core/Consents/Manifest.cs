using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;

namespace PrivacyCrm.Core.Consents;

/// <summary>Everything that one version of a component touches, the words in which users are told, and where it goes.</summary>
/// <param name="Version">Counts the versions of the component, from 1.</param>
/// <param name="Digest">Stands for the accesses with all their words: <c>sha256:</c> and 64 hexadecimal digits.</param>
/// <param name="Accesses">The accesses, by key.</param>
/// <param name="Recipient">The server that is handed what users agree to, such as <c>https://hooks.example.com</c>; null for code that stays here.</param>
public sealed record Manifest(int Version, string Digest, ImmutableArray<Access> Accesses, string? Recipient = null)
{
    /// <summary>The manifest of a component that touches nothing.</summary>
    public static readonly Manifest Empty = new(1, DigestOf([], recipient: null), []);

    /// <summary>The manifest after a change; the version is another one only when something that users are told is.</summary>
    /// <param name="declared">What the author declares.</param>
    /// <param name="derived">What the code says.</param>
    /// <param name="recipient">The server that is handed it, or null.</param>
    /// <returns>The manifest.</returns>
    public Manifest Next(IEnumerable<Access> declared, IEnumerable<Access> derived, string? recipient = null)
    {
        ImmutableArray<Access> accesses =
        [
            .. declared.Concat(derived).GroupBy(access => access.Key, StringComparer.Ordinal)
                .Select(same => same.Aggregate(Union)).OrderBy(access => access.Key, StringComparer.Ordinal),
        ];
        string digest = DigestOf(accesses, recipient);
        return digest == Digest ? this with { Accesses = accesses } : new Manifest(Version + 1, digest, accesses, recipient);
    }

    /// <summary>Finds an access.</summary>
    /// <param name="key">Its key.</param>
    /// <returns>The access, or null.</returns>
    public Access? Find(string key) => Accesses.FirstOrDefault(access => access.Key == key);

    /// <summary>The digest of accesses: of their JSON in the order of their keys, with the members that users are told in a fixed order, and of who is handed them.</summary>
    /// <param name="accesses">The accesses, by key.</param>
    /// <param name="recipient">The server that is handed them, or null.</param>
    /// <returns>The digest.</returns>
    public static string DigestOf(ImmutableArray<Access> accesses, string? recipient)
    {
        using MemoryStream canonical = new();
        using (Utf8JsonWriter writer = new(canonical))
        {
            writer.WriteStartArray();
            foreach (Access access in accesses)
            {
                writer.WriteStartArray();
                writer.WriteStringValue(access.Key);
                writer.WriteStringValue(access.Service);
                writer.WriteStringValue(access.Authentication is { } authentication ? Words.Of(authentication) : null);
                writer.WriteStringValue(access.Purpose);
                writer.WriteBooleanValue(access.IsRequired);
                Write(writer, access.Operations);
                Write(writer, access.Modules);
                Write(writer, access.Fields);
                writer.WriteEndArray();
            }

            if (recipient is not null)
            {
                writer.WriteStringValue(recipient);
            }

            writer.WriteEndArray();
        }

        return $"sha256:{Convert.ToHexStringLower(SHA256.HashData(canonical.ToArray()))}";
    }

    private static void Write(Utf8JsonWriter writer, ImmutableArray<string> texts)
    {
        writer.WriteStartArray();
        foreach (string text in texts.Order(StringComparer.Ordinal))
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    // The author's words stand, and bind the code: what it reaches for beyond them is refused when it runs.
    private static Access Union(Access first, Access second) => first with { Line = first.Line ?? second.Line };
}
