using System.Text.Json;
using PrivacyCrm.Core.Jobs;
using PrivacyCrm.Core.Organizations;

namespace PrivacyCrm.Core.Records.Loading;

/// <summary>Every so-manieth batch of a load, one after the other. How far it is, is committed with the records.</summary>
public sealed class LoadLane
{
    private readonly Job _job;
    private readonly LoadOrder _order;
    private readonly RecordWriter _writer;
    private readonly JobCallers _callers;

    internal LoadLane(Job job, int number, LoadOrder order, RecordWriter writer, JobCallers callers)
    {
        (_job, _order, _writer, _callers) = (job, order, writer, callers);
        Progress = job.Progress.Length == 0 ? new LoadProgress(number) : JsonSerializer.Deserialize(job.Progress, LoadJson.Default.LoadProgress)!;
    }

    /// <summary>Gets how far the lane is.</summary>
    public LoadProgress Progress { get; private set; }

    /// <summary>Gets the job that keeps it.</summary>
    internal Job Job => _job;

    /// <summary>Writes a batch of the lane.</summary>
    /// <param name="next">The number of the lane's batch after this one.</param>
    /// <param name="rows">The records as sent.</param>
    /// <param name="beforeCommit">Learns what becomes of the rows before it is decided; a lost race calls it again.</param>
    /// <param name="cancellationToken">Ends the write before it is committed.</param>
    /// <returns>False when the user may not create such records any more.</returns>
    /// <exception cref="JobLostException">Another process goes on with the load.</exception>
    public async Task<bool> WriteAsync(
        int next, IReadOnlyList<JsonElement> rows, Action<IReadOnlyList<RowOutcome>> beforeCommit, CancellationToken cancellationToken)
    {
        // What was allowed when the load began may not be any more.
        if (await _callers.FindAsync(_job, cancellationToken) is not { } caller
            || caller.Organization.FindModule(_order.Module) is not { } module
            || caller.MissingPermission(ModuleUse.Create, module) is not null)
        {
            return false;
        }

        LoadProgress done = Progress;
        await _writer.With(Step).LoadAsync(caller, module, rows, _order.KeepsIds, cancellationToken);
        CoreTelemetry.CountLoadedRows(done.Added - Progress.Added, done.Refused - Progress.Refused);
        Progress = done;
        return true;

        JobStep Step(IReadOnlyList<RowOutcome> outcomes)
        {
            beforeCommit(outcomes);
            int refused = outcomes.Count(outcome => outcome.Error is not null);
            done = new LoadProgress(next, Progress.Added + outcomes.Count - refused, Progress.Refused + refused);
            return new JobStep(_job, JsonSerializer.Serialize(done, LoadJson.Default.LoadProgress));
        }
    }
}
