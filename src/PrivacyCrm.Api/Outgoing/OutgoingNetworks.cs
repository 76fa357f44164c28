using System.Net;
using System.Net.Sockets;

namespace PrivacyCrm.Api.Outgoing;

/// <summary>
/// Which addresses this server calls for others: those of the public internet, by HTTPS, and those of the networks that
/// <c>PrivacyCrm:PrivateNetworks</c> names, by HTTP as well.
/// </summary>
/// <param name="own">The networks that are named.</param>
internal sealed class OutgoingNetworks(IReadOnlyList<IPNetwork> own)
{
    private const int MaximumLength = 2_000;

    /// <summary>Reads the setting.</summary>
    /// <exception cref="InvalidOperationException">A network cannot be read; passing over it would hide a mistake.</exception>
    public static OutgoingNetworks Of(IConfiguration configuration)
    {
        string[] texts = (configuration["PrivacyCrm:PrivateNetworks"] ?? string.Empty).Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return new OutgoingNetworks([.. texts.Select(text => IPNetwork.TryParse(text, out IPNetwork network)
            ? network
            : throw new InvalidOperationException("PrivacyCrm:PrivateNetworks lists networks such as 10.1.0.0/16, separated by commas."))]);
    }

    /// <summary>Tells whether something may be sent to an address, as far as its text tells. What it resolves to is looked at with each connection.</summary>
    public bool IsUsable(string? url) =>
        url is { Length: <= MaximumLength } && Uri.TryCreate(url, UriKind.Absolute, out Uri? address)
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && own.Count > 0))
        && address.UserInfo.Length == 0 && address.Host.Length > 0
        && (!IPAddress.TryParse(address.DnsSafeHost, out IPAddress? literal) || Allows(literal, address.Scheme));

    /// <summary>Tells whether a connection may be made.</summary>
    public bool Allows(IPAddress address, string scheme)
    {
        IPAddress plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return own.Any(network => network.Contains(plain)) || (scheme == Uri.UriSchemeHttps && IsPublic(plain));
    }

    /// <summary>Tells whether an address is one of the public internet.</summary>
    internal static bool IsPublic(IPAddress address)
    {
        IPAddress plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        byte[] bytes = plain.GetAddressBytes();
        if (plain.AddressFamily == AddressFamily.InterNetworkV6)
        {
            // Global unicast, without documentation, 6to4 and Teredo, which lead elsewhere.
            return (bytes[0] & 0xE0) == 0x20
                && !(bytes[0] == 0x20 && (bytes[1] == 0x02 || (bytes[1] == 0x01 && (bytes[2] is 0 or 0x0D))))
                && !(bytes[0] == 0x3F && bytes[1] == 0xFF && bytes[2] < 0x10);
        }

        return bytes[0] switch
        {
            0 or 10 or 127 or >= 224 => false,
            100 => bytes[1] is < 64 or > 127,
            169 => bytes[1] != 254,
            172 => bytes[1] is < 16 or > 31,
            192 => bytes[1] != 168 && !(bytes[1] == 0 && bytes[2] is 0 or 2) && !(bytes[1] == 88 && bytes[2] == 99),
            198 => bytes[1] is not (18 or 19) && !(bytes[1] == 51 && bytes[2] == 100),
            203 => !(bytes[1] == 0 && bytes[2] == 113),
            _ => true,
        };
    }
}
