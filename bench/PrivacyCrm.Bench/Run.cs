using System.Diagnostics;
using System.Globalization;
using PrivacyCrm.Bench.Floor;
using PrivacyCrm.Bench.Load;

namespace PrivacyCrm.Bench;

/// <summary>All workloads over one store.</summary>
internal sealed class Run(Options options, int records)
{
    private const int Starts = 5;

    private readonly List<WorkloadResult> _results = [];

    public async Task<RunResult> MeasureAsync()
    {
        using BenchStore store = new(options, records);
        using ServerProcess crm = ServerProcess.StartCrm(options.Server, store);
        await crm.WaitForAsync(HttpConnection.Request("GET", "/health/ready"));
        using CrmSetup setup = await CrmSetup.PrepareAsync(crm, store);
        if (setup.FilledWith is null)
        {
            await FillAsync(store, setup);
        }
        else
        {
            // A run that was killed leaves what it wrote.
            Tidy(store, setup);
        }

        using ServerProcess floor = ServerProcess.StartFloor(store);
        TestBed bed = new(store, crm, floor, setup, new Sample(store));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"\n{(store.IsSqlite ? "SQLite" : "PostgreSQL")}, {records:N0} leads, {bed.Sample.Records.Average(record => record.Document.ToJsonString().Length):N0} characters each"));
        await MeasureAsync(bed);
        (double, double) memory = (crm.Memory, floor.Memory);
        RunResult result = new(records, _results, memory, options.Wants("start") ? await PrivacyCrm.Bench.Starts.MeasureAsync(options.Server, bed, Starts) : null);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nmemory {crm.Memory:0} MB, floor {floor.Memory:0} MB; start {result.Starts?.Crm:0.00} s, floor {result.Starts?.Floor:0.00} s"));
        return result;
    }

    private async Task MeasureAsync(TestBed bed)
    {
        ReadWorkloads reads = new(bed);
        WriteWorkloads writes = new(bed);

        // What all requests share is warm before anything is measured.
        await reads.Get().RunAsync(rounds: 1, options.Seconds);

        await MeasureAsync(bed, "W1", reads.Get);
        await MeasureAsync(bed, "W2", reads.List);
        foreach (Workload search in reads.Searches())
        {
            await MeasureAsync(bed, search.Name, () => search);
        }

        await MeasureAsync(bed, "W6", writes.Insert);
        if (options.Wants("W6"))
        {
            Tidy(bed.Store, bed.Setup);
        }

        await MeasureAsync(bed, "W7", writes.Update);
        await MeasureAsync(bed, "W8", writes.Mixed);
    }

    private async Task MeasureAsync(TestBed bed, string name, Func<Workload> make)
    {
        if (options.Wants(name))
        {
            await bed.Setup.PreferAsync(isPrivate: true);
            WorkloadResult result = await make().RunAsync(options.Rounds, options.Seconds);
            result.Print(Console.Out);
            _results.Add(result);
        }
    }

    private async Task FillAsync(BenchStore store, CrmSetup setup)
    {
        long began = Stopwatch.GetTimestamp();
        await Loader.LoadAsync(options.Server, store, setup.OrganizationId, records);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"loaded, {records / Stopwatch.GetElapsedTime(began).TotalSeconds:N0} leads a second"));
        store.Settle();
        long[] ids = new Sample(store).Ids;
        setup.Fill(ids[0], ids[^1]);
    }

    // Records that were made by measuring are removed before the next workload.
    private static void Tidy(BenchStore store, CrmSetup setup)
    {
        using Session session = new(store.ConnectionString);
        store.RemoveBeyond(session.Statements.Owner, setup.FilledWith!.Value.First, setup.FilledWith.Value.Last);
    }
}
