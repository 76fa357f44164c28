using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;

namespace PrivacyCrm.Api.Bulk;

/// <summary>Tells addresses of clients that a job has ended: once, within ten seconds, without following redirects, and to public addresses only.</summary>
internal sealed class Callbacks : IDisposable
{
    private const int MaximumLength = 2_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly bool _allowsPrivate;
    private readonly HttpClient _http;

    public Callbacks(IConfiguration configuration)
    {
        _allowsPrivate = bool.TryParse(configuration["PrivacyCrm:AllowPrivateCallbacks"], out bool allowed) && allowed;
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false, ConnectCallback = ConnectAsync }) { Timeout = Patience };
    }

    /// <summary>Tells whether something can be told to an address.</summary>
    public static bool IsAddress(string? url) =>
        url is { Length: <= MaximumLength } && Uri.TryCreate(url, UriKind.Absolute, out Uri? address)
        && address.Scheme is "http" or "https" && address.UserInfo.Length == 0 && address.Host.Length > 0;

    /// <summary>Sends a body.</summary>
    public async Task SendAsync(string url, Action<Utf8JsonWriter> write, CancellationToken cancellationToken)
    {
        using MemoryStream body = new();
        await using (Utf8JsonWriter writer = new(body))
        {
            write(writer);
        }

        using ByteArrayContent content = new(body.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using HttpRequestMessage message = new(HttpMethod.Post, url) { Content = content };
        using HttpResponseMessage response = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    public void Dispose() => _http.Dispose();

    // The address is looked at where the connection is made, so that no name can change its meaning in between.
    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        IPAddress[] found = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellationToken);
        IPAddress[] usable = [.. found.Where(address => _allowsPrivate || IsPublic(address))];
        if (usable.Length == 0)
        {
            throw new HttpRequestException("Callbacks go to public addresses only.");
        }

        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(usable, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Tells whether an address is one of the public internet.</summary>
    internal static bool IsPublic(IPAddress address)
    {
        IPAddress plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (plain.AddressFamily == AddressFamily.InterNetworkV6)
        {
            // Global unicast, without documentation, 6to4 and Teredo, which lead elsewhere.
            byte[] parts = plain.GetAddressBytes();
            return (parts[0] & 0xE0) == 0x20 && !(parts[0] == 0x20 && (parts[1] == 0x02 || (parts[1] == 0x01 && parts[2] is 0 or 0x0D)));
        }

        byte[] bytes = plain.GetAddressBytes();
        return bytes[0] switch
        {
            0 or 10 or 127 or >= 224 => false,
            100 => bytes[1] is < 64 or > 127,
            169 => bytes[1] != 254,
            172 => bytes[1] is < 16 or > 31,
            192 => bytes[1] != 168 && !(bytes[1] == 0 && bytes[2] is 0 or 2),
            198 => bytes[1] is not (18 or 19) && !(bytes[1] == 51 && bytes[2] == 100),
            203 => !(bytes[1] == 0 && bytes[2] == 113),
            _ => true,
        };
    }
}
