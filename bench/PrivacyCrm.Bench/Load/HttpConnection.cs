using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PrivacyCrm.Bench.Load;

/// <summary>A kept-alive connection that sends requests made beforehand and reads each answer to its end, blocking: the lightest a client can be.</summary>
internal sealed class HttpConnection : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] _buffer = new byte[64 * 1024];
    private int _length;
    private int _body;
    private bool _isChunked;

    public HttpConnection(IPEndPoint server) => _socket.Connect(server);

    /// <summary>The body of the last answer.</summary>
    public string Body
    {
        get
        {
            if (!_isChunked)
            {
                return Encoding.UTF8.GetString(_buffer.AsSpan(_body.._length));
            }

            List<byte> whole = [];
            for (int at = _body; SizeAt(ref at) is var size and > 0; at += size + 2)
            {
                whole.AddRange(_buffer.AsSpan(at, size));
            }

            return Encoding.UTF8.GetString([.. whole]);
        }
    }

    /// <summary>The bytes of a request.</summary>
    public static byte[] Request(string method, string path, string? authorization = null, byte[]? body = null)
    {
        string head = $"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            + (authorization is null ? string.Empty : $"Authorization: {authorization}\r\n")
            + (body is null ? string.Empty : string.Create(CultureInfo.InvariantCulture, $"Content-Type: application/json\r\nContent-Length: {body.Length}\r\n"));
        return [.. Encoding.ASCII.GetBytes(head + "\r\n"), .. body ?? []];
    }

    /// <summary>Sends a request and returns the status of its answer.</summary>
    public int Send(byte[] request)
    {
        _socket.Send(request);
        _length = 0;
        int end;
        while ((end = _buffer.AsSpan(0, _length).IndexOf("\r\n\r\n"u8)) < 0)
        {
            Receive();
        }

        _body = end + 4;
        ReadOnlySpan<byte> head = _buffer.AsSpan(0, end + 2);
        _ = Utf8Parser.TryParse(head[9..], out int status, out _);
        _isChunked = head.IndexOf("chunked\r\n"u8) >= 0;
        if (_isChunked)
        {
            ReadChunks();
        }
        else
        {
            int at = head.IndexOf("Content-Length: "u8);
            int size = 0;
            if (at >= 0)
            {
                _ = Utf8Parser.TryParse(head[(at + 16)..], out size, out _);
            }

            while (_length < _body + size)
            {
                Receive();
            }
        }

        return status;
    }

    public void Dispose() => _socket.Dispose();

    private void ReadChunks()
    {
        int at = _body;
        while (true)
        {
            int size = SizeAt(ref at);
            at += size + 2;
            while (_length < at)
            {
                Receive();
            }

            if (size == 0)
            {
                return;
            }
        }
    }

    // Moves behind the line that tells a chunk's size.
    private int SizeAt(ref int at)
    {
        int line;
        while ((line = _buffer.AsSpan(at, Math.Max(0, _length - at)).IndexOf("\r\n"u8)) < 0)
        {
            Receive();
        }

        _ = Utf8Parser.TryParse(_buffer.AsSpan(at, line), out int size, out _, 'x');
        at += line + 2;
        return size;
    }

    private void Receive()
    {
        if (_length == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        int received = _socket.Receive(_buffer, _length, _buffer.Length - _length, SocketFlags.None);
        _length += received > 0 ? received : throw new IOException("The server closed the connection.");
    }
}
