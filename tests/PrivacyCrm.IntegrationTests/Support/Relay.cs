using System.Net;
using System.Net.Sockets;

namespace PrivacyCrm.IntegrationTests.Support;

/// <summary>Stands before a server on this machine, and can lose what passes.</summary>
internal sealed class Relay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, port: 0);
    private readonly CancellationTokenSource _end = new();
    private readonly int _server;
    private readonly Task _accepting;
    private volatile byte[]? _cutsAt;
    private volatile bool _isClosed;
    private volatile bool _isSilent;
    private int _losses;

    public Relay(int server)
    {
        _server = server;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    public int Port { get; }

    /// <summary>How many connections it has cut, refused or kept waiting.</summary>
    public int Losses => Volatile.Read(ref _losses);

    /// <summary>Cuts each connection on which this is sent to the server, before it gets there.</summary>
    public void CutAt(ReadOnlySpan<byte> text) => _cutsAt = text.ToArray();

    /// <summary>Cuts each connection that is used, and lets nobody connect.</summary>
    public void Close() => _isClosed = true;

    /// <summary>Keeps connections open and lets nothing pass.</summary>
    public void Silence() => _isSilent = true;

    /// <summary>Lets everything pass again.</summary>
    public void Restore() => (_cutsAt, _isClosed, _isSilent) = (null, false, false);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> connections = [];
        try
        {
            while (true)
            {
                connections.Add(PassAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task PassAsync(TcpClient caller)
    {
        using (caller)
        using (TcpClient server = new())
        {
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _server, _end.Token);
                await Task.WhenAny(PassAsync(caller.GetStream(), server.GetStream()), server.GetStream().CopyToAsync(caller.GetStream(), _end.Token));
            }
            catch (SocketException)
            {
                // The server is away, so the caller is sent away as well.
            }
        }
    }

    private async Task PassAsync(NetworkStream caller, NetworkStream server)
    {
        byte[] buffer = new byte[64 * 1024];
        while (await caller.ReadAsync(buffer, _end.Token) is > 0 and int length)
        {
            if (_isClosed || (_cutsAt is { } text && buffer.AsSpan(0, length).IndexOf(text) >= 0))
            {
                Interlocked.Increment(ref _losses);
                return;
            }

            if (_isSilent)
            {
                Interlocked.Increment(ref _losses);
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _end.Token);
            }

            await server.WriteAsync(buffer.AsMemory(0, length), _end.Token);
        }
    }
}
