using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using PrivacyCrm.Core.Records.Loading;

namespace PrivacyCrm.Api.Loading;

/// <summary>Reads a file on one side and writes its batches on the other, each lane for itself.</summary>
/// <param name="load">The load.</param>
/// <param name="rows">The file.</param>
/// <param name="refused">Where refused rows are told.</param>
internal sealed class LoadRun(RecordLoad load, ILoadRows rows, RefusedRows refused)
{
    // One batch is written while the next one is read; more would only be more memory.
    private readonly Channel<LoadBatch>[] _waiting = [.. load.Lanes.Select(_ => Channel.CreateBounded<LoadBatch>(1))];
    private Exception? _failure;

    /// <summary>Gets how much of the file is written, from 0 to 1.</summary>
    public double Share { get; private set; }

    /// <summary>Loads what is left of the file.</summary>
    /// <param name="cancellationToken">Stops it between two batches.</param>
    /// <returns>False when the user may not create such records any more.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        using CancellationTokenSource stopped = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bool isAllowed = true;
        await Task.WhenAll([
            GuardAsync(() => ReadAsync(stopped.Token), stopped),
            .. load.Lanes.Select((lane, index) => GuardAsync(async () => isAllowed &= await WriteAsync(lane, _waiting[index].Reader, stopped), stopped)),
        ]);
        if (isAllowed && _failure is not null)
        {
            ExceptionDispatchInfo.Throw(_failure);
        }

        return isAllowed;
    }

    private async Task ReadAsync(CancellationToken stopped)
    {
        // On a thread of its own: reading does not wait for writing.
        await Task.Yield();
        for (int number = 0; rows.Next(number, load.BatchSize, load.Has(number)) is { } batch; number++)
        {
            stopped.ThrowIfCancellationRequested();
            if (load.Has(number))
            {
                batch.Dispose();
                Share = batch.Share;
            }
            else
            {
                await _waiting[number % _waiting.Length].Writer.WriteAsync(batch, stopped);
            }
        }

        foreach (Channel<LoadBatch> channel in _waiting)
        {
            channel.Writer.Complete();
        }
    }

    private async Task<bool> WriteAsync(LoadLane lane, ChannelReader<LoadBatch> waiting, CancellationTokenSource stopped)
    {
        await Task.Yield();
        await foreach (LoadBatch batch in waiting.ReadAllAsync(stopped.Token))
        {
            using (batch)
            {
                long firstRow = ((long)batch.Number * load.BatchSize) + 1;
                if (!await lane.WriteAsync(batch.Number + load.Lanes.Length, batch.Rows, outcomes => refused.Add(firstRow, outcomes), stopped.Token))
                {
                    await stopped.CancelAsync();
                    return false;
                }

                Share = Math.Max(Share, batch.Share);
            }
        }

        return true;
    }

    // The first failure counts: others follow from it.
    private async Task GuardAsync(Func<Task> work, CancellationTokenSource stopped)
    {
        try
        {
            await work();
        }
        catch (Exception exception)
        {
            Interlocked.CompareExchange(ref _failure, exception, null);
            await stopped.CancelAsync();
        }
    }
}
