using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace PrivacyCrm.Api.Outgoing;

/// <summary>Calls addresses that clients name: once, with little patience, without following redirects, and only where <see cref="OutgoingNetworks"/> allows it.</summary>
internal sealed class OutgoingHttp : IDisposable
{
    /// <summary>The longest answer that is read.</summary>
    public const int MaximumAnswer = 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan KeptOpen = TimeSpan.FromMinutes(1);

    private readonly OutgoingNetworks _networks;
    private readonly TimeSpan _patience;
    private readonly HttpClient _http;

    public OutgoingHttp(OutgoingNetworks networks)
        : this(networks, Patience)
    {
    }

    internal OutgoingHttp(OutgoingNetworks networks, TimeSpan patience)
    {
        _networks = networks;
        _patience = patience;
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ActivityHeadersPropagator = null,
            MaxResponseHeadersLength = 32,
            PooledConnectionLifetime = KeptOpen,
            ConnectCallback = ConnectAsync,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>Sends a request. Whatever goes wrong on the way is an answer as well.</summary>
    public async Task<OutgoingAnswer> SendAsync(HttpRequestMessage message, CancellationToken cancellationToken)
    {
        if (!_networks.IsUsable(message.RequestUri?.OriginalString))
        {
            return OutgoingAnswer.Failed(OutgoingAnswer.AddressRefused);
        }

        // Whoever is asked, this server's own doors as well, knows that somebody else asks through it.
        message.Headers.Via.Add(new ViaHeaderValue("1.1", "privacycrm"));
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(_patience);
        try
        {
            using HttpResponseMessage response = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            return await ReadAsync(response.Content, patience.Token) is { } body
                ? new OutgoingAnswer((int)response.StatusCode, response.Content.Headers.ContentType?.ToString(), body)
                : OutgoingAnswer.Failed(OutgoingAnswer.TooLarge);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return OutgoingAnswer.Failed(OutgoingAnswer.TimedOut);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return OutgoingAnswer.Failed(exception.InnerException is NotSupportedException ? OutgoingAnswer.AddressRefused : OutgoingAnswer.Unreachable);
        }
    }

    public void Dispose() => _http.Dispose();

    private static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        await using Stream stream = await content.ReadAsStreamAsync(cancellationToken);
        using MemoryStream body = new();
        byte[] buffer = new byte[8192];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (body.Length + read > MaximumAnswer)
            {
                return null;
            }

            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }

    // The address is looked at where the connection is made, so that no name can change its meaning in between.
    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        IPAddress[] found = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellationToken);
        IPAddress[] usable = [.. found.Where(address => _networks.Allows(address, context.InitialRequestMessage.RequestUri!.Scheme))];
        if (usable.Length == 0)
        {
            // Told from what the network may throw by its type.
            throw new NotSupportedException("No address of this name may be called.");
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
}
