using System.Buffers;
using System.Text.Json;

namespace PrivacyCrm.Core.Records;

/// <summary>Where one record after the other is put together before it is sent. A thread has one of its own.</summary>
internal sealed class RecordBuffer : IBufferWriter<byte>
{
    [ThreadStatic]
    private static RecordBuffer? _own;

    private byte[] _bytes = new byte[8 * 1024];
    private int _length;

    private RecordBuffer() => Values = new Utf8JsonWriter(this, RecordShape.Options);

    /// <summary>Gets the thread's buffer, empty.</summary>
    public static RecordBuffer Own => _own ??= new RecordBuffer();

    /// <summary>Gets a writer of single values into the buffer; to be flushed after each.</summary>
    public Utf8JsonWriter Values { get; }

    /// <summary>Gets what was written.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    /// <summary>Adds bytes.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > _bytes.Length - _length)
        {
            Grow(bytes.Length);
        }

        bytes.CopyTo(_bytes.AsSpan(_length));
        _length += bytes.Length;
    }

    /// <summary>Forgets what was written: nobody else must find it there.</summary>
    public void Clear()
    {
        _bytes.AsSpan(0, _length).Clear();
        _length = 0;
    }

    public void Advance(int count) => _length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Grow(Math.Max(sizeHint, 256));
        return _bytes.AsMemory(_length);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    private void Grow(int room)
    {
        if (_bytes.Length - _length < room)
        {
            byte[] larger = new byte[Math.Max(_bytes.Length * 2, _length + room)];
            Written.CopyTo(larger);
            _bytes.AsSpan(0, _length).Clear();
            _bytes = larger;
        }
    }
}
