using System.Collections.Immutable;
using System.Text.Json;
using PrivacyCrm.Core.Jobs;

namespace PrivacyCrm.Core.Records.Loading;

/// <summary>A file on its way into a module: batches of rows, dealt out to lanes in turn.</summary>
public sealed class RecordLoad
{
    private readonly IJobStore _jobs;

    internal RecordLoad(IJobStore jobs, ImmutableArray<LoadLane> lanes, int batchSize, bool isDone) => (_jobs, Lanes, BatchSize, IsDone) = (jobs, lanes, batchSize, isDone);

    /// <summary>Gets the lanes; a batch belongs to the lane of its number modulo their count.</summary>
    public ImmutableArray<LoadLane> Lanes { get; }

    /// <summary>Gets how many rows a batch has.</summary>
    public int BatchSize { get; }

    /// <summary>Gets a value indicating whether the file was loaded to its end before.</summary>
    public bool IsDone { get; }

    /// <summary>Gets how many records were made, earlier runs included.</summary>
    public long Added => Lanes.Sum(lane => lane.Progress.Added);

    /// <summary>Gets how many rows were refused, earlier runs included.</summary>
    public long Refused => Lanes.Sum(lane => lane.Progress.Refused);

    /// <summary>Finds the lane of a batch.</summary>
    /// <param name="batch">The batch's number, from 0.</param>
    /// <returns>The lane.</returns>
    public LoadLane LaneOf(int batch) => Lanes[batch % Lanes.Length];

    /// <summary>Tells whether a batch is written.</summary>
    /// <param name="batch">The batch's number, from 0.</param>
    /// <returns>True when it is.</returns>
    public bool Has(int batch) => batch < LaneOf(batch).Progress.Next;

    /// <summary>Notes that the file was loaded to its end.</summary>
    /// <param name="cancellationToken">Ends the write before it is committed.</param>
    /// <returns>A task.</returns>
    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        // The first lane is asked whether the load is done, so it is the last one to be.
        foreach (LoadLane lane in Lanes.Reverse())
        {
            await _jobs.FinishAsync(lane.Job, JobEnd.Completed(JsonSerializer.Serialize(lane.Progress, LoadJson.Default.LoadProgress)), cancellationToken);
        }
    }
}
