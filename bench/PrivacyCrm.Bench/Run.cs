using System.Diagnostics;
using System.Globalization;
using PrivacyCrm.Bench.Load;

namespace PrivacyCrm.Bench;

/// <summary>All workloads over one store.</summary>
internal sealed class Run(Options options, int records)
{
    public async Task RunAsync()
    {
        using BenchStore store = new(options, records);
        using ServerProcess crm = ServerProcess.StartCrm(options.Server, store);
        await crm.WaitForAsync(HttpConnection.Request("GET", "/health/ready"));
        using CrmSetup setup = await CrmSetup.PrepareAsync(crm, store);
        if (!setup.IsFilled)
        {
            long began = Stopwatch.GetTimestamp();
            Loader.Load(crm, setup.Authorization, records);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"loaded {records:N0} leads, {records / Stopwatch.GetElapsedTime(began).TotalSeconds:N0} a second"));
            store.Settle();
            setup.Fill();
        }

        using ServerProcess floor = ServerProcess.StartFloor(store);
        Sample sample = new(store);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{records:N0} leads, document {sample.Records.Average(record => record.Document.ToJsonString().Length):N0} characters, {sample.Records[0].Document.AsObject().Count} members"));
        ReadWorkloads reads = new(store, crm, floor, setup, sample);
        await MeasureAsync(setup, "W1", reads.Get);
        await MeasureAsync(setup, "W2", reads.List);
        foreach (Workload search in reads.Searches())
        {
            await MeasureAsync(setup, search.Name, () => search);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"memory: ours {crm.Memory:0} MB, floor {floor.Memory:0} MB"));
    }

    private async Task MeasureAsync(CrmSetup setup, string name, Func<Workload> make)
    {
        if (options.Wants(name))
        {
            await setup.PreferAsync(isPrivate: true);
            (await make().RunAsync(options.Rounds, options.Seconds)).Print(Console.Out);
        }
    }
}
