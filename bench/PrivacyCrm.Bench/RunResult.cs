namespace PrivacyCrm.Bench;

/// <summary>What was measured over one store.</summary>
/// <param name="Records">Its size.</param>
/// <param name="Workloads">The workloads.</param>
/// <param name="Memory">What the server's process holds after them, in megabytes; and the floor's.</param>
/// <param name="Starts">How long starts take, if that was asked for.</param>
internal sealed record RunResult(int Records, IReadOnlyList<WorkloadResult> Workloads, (double Crm, double Floor) Memory, Starts? Starts)
{
    private const int Great = 1_000_000;

    /// <summary>All targets: those of the workloads, of memory and of the start.</summary>
    public IEnumerable<Target> Targets
    {
        get
        {
            IEnumerable<Target> all = Workloads.SelectMany(workload => workload.Targets);
            if (Records >= Great)
            {
                all = all.Append(new Target("memory after all workloads", Memory.Crm, 200, IsLeast: false, " MB"));
            }

            return Starts is null ? all : all.Append(new Target("start to the first record, of the floor's", Starts.Crm / Starts.Floor, 1.5, IsLeast: false, "x"));
        }
    }

    /// <summary>How much longer the slowest of the selective reads take here than over a smaller store.</summary>
    public IEnumerable<Target> GrowthSince(RunResult smaller) =>
        from name in (string[])["W1", "W3", "W4r", "W5"]
        let here = Workloads.FirstOrDefault(one => one.Workload.Name == name)
        let there = smaller.Workloads.FirstOrDefault(one => one.Workload.Name == name)
        where here is not null && there is not null
        select new Target($"{name} p99 of that over {smaller.Records:N0} records", here.Tail("ours") / there.Tail("ours"), 2, IsLeast: false, "x");
}
