using System.Globalization;
using System.Text.Json;
using PrivacyCrm.Core.Jobs;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Records;

namespace PrivacyCrm.IntegrationTests.Store;

/// <summary>A kind of job that inserts leads one by one, and can be made to break off after some of them.</summary>
internal sealed class TestJob(string name, RecordWriter writer) : IJobKind
{
    private int _runs;

    public string Name { get; } = name;

    /// <summary>How often it was run.</summary>
    public int Runs => _runs;

    /// <summary>What happens after a step.</summary>
    public Func<int, Task> AfterStep { get; set; } = _ => Task.CompletedTask;

    public async Task<JobEnd> RunAsync(Job job, Caller caller, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _runs);
        int wanted = int.Parse(job.Definition, CultureInfo.InvariantCulture);
        for (int done = job.Progress.Length == 0 ? 0 : int.Parse(job.Progress, CultureInfo.InvariantCulture); done < wanted; done++)
        {
            using JsonDocument row = JsonDocument.Parse($$"""{"Last_Name":"{{Name}} {{done}}"}""");
            string progress = (done + 1).ToString(CultureInfo.InvariantCulture);
            await writer.With(_ => new JobStep(job, progress)).CreateAsync(caller, caller.Organization.FindModule("Leads")!, [row.RootElement], cancellationToken);
            await AfterStep(done + 1);
            cancellationToken.ThrowIfCancellationRequested();
        }

        return JobEnd.Completed(wanted.ToString(CultureInfo.InvariantCulture));
    }
}
