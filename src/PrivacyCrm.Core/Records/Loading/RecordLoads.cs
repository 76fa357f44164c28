using System.Text.Json;
using PrivacyCrm.Core.Jobs;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Records.Loading;

/// <summary>Begins loads of files, and finds those that began before. They are jobs of a kind that no server takes.</summary>
/// <param name="jobs">Where it is kept how far they are.</param>
/// <param name="callers">Finds out what the user may do now.</param>
/// <param name="writer">Writes records.</param>
/// <param name="store">Tells how many can write at once.</param>
/// <param name="time">The clock.</param>
public sealed class RecordLoads(IJobStore jobs, JobCallers callers, RecordWriter writer, IStoreHealth store, TimeProvider time)
{
    private const string Kind = "load";

    /// <summary>Gets how many rows are written in one transaction, unless unique values make them fewer.</summary>
    internal int BatchSize { get; init; } = 1_000;

    /// <summary>Begins a load, or goes on with it. A process that had it cannot go on.</summary>
    /// <param name="caller">Who loads.</param>
    /// <param name="module">The module.</param>
    /// <param name="order">What is to be loaded.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The load; null when it began with another user or another choice about ids.</returns>
    public async Task<RecordLoad?> OpenAsync(Caller caller, Module module, LoadOrder order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(order);
        LoadPlan plan = LoadPlan.For(module, order.KeepsIds, BatchSize, store.HasManyWriters);
        Job first = await TakeAsync(caller, order, plan, 0, cancellationToken);
        plan = JsonSerializer.Deserialize(first.Definition, LoadJson.Default.LoadPlan)!;
        if (first.UserId != caller.User.Id || plan.KeepsIds != order.KeepsIds)
        {
            return null;
        }

        List<LoadLane> lanes = [LaneOf(first, 0, order)];
        while (lanes.Count < plan.Lanes)
        {
            lanes.Add(LaneOf(await TakeAsync(caller, order, plan, lanes.Count, cancellationToken), lanes.Count, order));
        }

        return new RecordLoad(jobs, [.. lanes], plan.BatchSize, first.FinishedTime is not null);
    }

    private LoadLane LaneOf(Job job, int number, LoadOrder order) => new(job, number, order, writer, callers);

    private async Task<Job> TakeAsync(Caller caller, LoadOrder order, LoadPlan plan, int lane, CancellationToken cancellationToken)
    {
        (long organizationId, long id) = (caller.Organization.Id, order.JobId(lane));
        Job? found = await jobs.FindAsync(organizationId, id, cancellationToken);
        if (found is null)
        {
            await jobs.AddAsync(
                new Job
                {
                    OrganizationId = organizationId,
                    Id = id,
                    Kind = Kind,
                    UserId = caller.User.Id,
                    Scopes = caller.Scopes.Text,
                    Definition = JsonSerializer.Serialize(plan, LoadJson.Default.LoadPlan),
                    CreatedTime = time.GetUtcNow(),
                },
                cancellationToken);
        }

        // One that has ended stays as it is.
        return await jobs.TakeOverAsync(organizationId, id, cancellationToken) ?? found ?? throw new JobLostException();
    }
}
