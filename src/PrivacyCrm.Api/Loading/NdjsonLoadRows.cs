using System.Text.Json;
using PrivacyCrm.Api.Json;

namespace PrivacyCrm.Api.Loading;

/// <summary>Rows of a file with one JSON object in each line, as they would stand in <c>data</c>.</summary>
/// <param name="stream">The file.</param>
internal sealed class NdjsonLoadRows(Stream stream) : ILoadRows
{
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];
    private static readonly byte[] Null = "null"u8.ToArray();

    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;
    private bool _isBegun;

    public long Count { get; private set; }

    public string? Damage { get; private set; }

    public LoadBatch? Next(int number, int size, bool isSkipped)
    {
        List<JsonDocument> documents = new(isSkipped ? 0 : size);
        long before = Count;
        while (Count - before < size && ReadLine() is { } line)
        {
            if (line.Span.Trim(" \t\r"u8) is { IsEmpty: false })
            {
                Count++;
                if (!isSkipped)
                {
                    documents.Add(Parse(line.ToArray()));
                }
            }
        }

        return Count == before
            ? null
            : new LoadBatch(number, [.. documents.Select(document => document.RootElement)], documents) { Share = (double)stream.Position / Math.Max(1, stream.Length) };
    }

    public void Dispose() => stream.Dispose();

    private static JsonDocument Parse(byte[] line) => StrictJson.Parse(line).TryGet(out JsonDocument? document, out _) ? document : JsonDocument.Parse(Null);

    // A line without its end; null after the last.
    private ReadOnlyMemory<byte>? ReadLine()
    {
        int searched = 0;
        while (true)
        {
            int length = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (length >= 0)
            {
                return Take(searched + length, skipped: 1);
            }

            searched = _end - _start;
            if (!Fill())
            {
                return searched == 0 || Damage is not null ? default(ReadOnlyMemory<byte>?) : Take(searched, skipped: 0);
            }
        }
    }

    private ReadOnlyMemory<byte> Take(int length, int skipped)
    {
        ReadOnlyMemory<byte> line = _buffer.AsMemory(_start, length);
        _start += length + skipped;
        return line;
    }

    // Moves what is not taken to the beginning, and reads more behind it.
    private bool Fill()
    {
        int rest = _end - _start;
        if (rest > StrictJson.MaximumLength)
        {
            Damage = "a line is longer than 2 MB";
            _end = _start;
            return false;
        }

        byte[] target = rest > _buffer.Length / 2 ? new byte[_buffer.Length * 2] : _buffer;
        _buffer.AsSpan(_start, rest).CopyTo(target);
        (_buffer, _start, _end) = (target, 0, rest);
        int read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        if (!_isBegun && read > 0)
        {
            _isBegun = true;
            _start = _buffer.AsSpan(0, _end).StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0;
        }

        return read > 0;
    }
}
