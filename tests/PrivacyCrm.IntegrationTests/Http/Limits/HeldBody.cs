using System.Net;
using System.Text;

namespace PrivacyCrm.IntegrationTests.Http.Limits;

/// <summary>A record to create whose end comes when a test says so: the call runs as long.</summary>
internal sealed class HeldBody : HttpContent
{
    // More than the server holds unread, so that the server has begun to read when it is written.
    private static readonly byte[] Beginning = Encoding.UTF8.GetBytes($$"""{{new string(' ', 300_000)}}{"data":[{"Last_Name":"x"}""");

    private readonly TaskCompletionSource _read = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task IsBeingRead => _read.Task;

    public void Release() => _released.TrySetResult();

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.WriteAsync(Beginning);
        await stream.FlushAsync();
        _read.TrySetResult();
        await _released.Task;
        await stream.WriteAsync("]}"u8.ToArray());
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
