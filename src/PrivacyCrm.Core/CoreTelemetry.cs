using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace PrivacyCrm.Core;

/// <summary>What the server counts and traces. Labels are chosen from fixed lists of our own: never an id, a name of somebody's module, or anything else that was sent or stored.</summary>
public static class CoreTelemetry
{
    /// <summary>The name of the meter and of the source of traces.</summary>
    public const string Name = "PrivacyCrm";

    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> CacheReads = Meter.CreateCounter<long>("privacycrm.cache.reads", "{read}", "Questions to what is kept in memory.");

    private static readonly Counter<long> Refusals = Meter.CreateCounter<long>("privacycrm.refusals", "{refusal}", "Refusals of requests and of rows.");

    private static readonly Counter<long> Jobs = Meter.CreateCounter<long>("privacycrm.jobs", "{run}", "Runs of jobs that ended.");

    private static readonly Counter<long> LoadedRows = Meter.CreateCounter<long>("privacycrm.load.rows", "{row}", "Rows of loaded files.");

    private static readonly Histogram<double> Database = Meter.CreateHistogram<double>("db.client.operation.duration", "s", "Time that statements took.");

    private static readonly AsyncLocal<Func<string>?> Operation = new();

    /// <summary>Gets where traces begin.</summary>
    public static ActivitySource Source { get; } = new(Name);

    /// <summary>Gets a value indicating whether anybody wants to know how long statements take.</summary>
    public static bool TimesStatements => Database.Enabled || Source.HasListeners();

    /// <summary>Says what is being done from here on, in this request or job.</summary>
    /// <param name="operation">Tells the operation when it is asked for: one of a fixed list.</param>
    public static void Enter(Func<string> operation) => Operation.Value = operation;

    /// <summary>Counts a question to a cache.</summary>
    /// <param name="cache">Which cache.</param>
    /// <param name="isHit">Whether it knew the answer.</param>
    public static void CountCacheRead(string cache, bool isHit) => CacheReads.Add(1, Label("privacycrm.cache", cache), Label("privacycrm.cache.result", isHit ? "hit" : "miss"));

    /// <summary>Counts refusals.</summary>
    /// <param name="code">Their documented code.</param>
    public static void CountRefusal(string code) => Refusals.Add(1, Label("error.type", code));

    /// <summary>Counts a run of a job.</summary>
    /// <param name="kind">The kind of job.</param>
    /// <param name="end">How it ended: completed, failed, interrupted, lost or released.</param>
    public static void CountJob(string kind, string end) => Jobs.Add(1, Label("privacycrm.job.kind", kind), Label("privacycrm.job.end", end));

    /// <summary>Counts rows of a loaded file.</summary>
    /// <param name="added">Those that became records.</param>
    /// <param name="refused">Those that did not.</param>
    public static void CountLoadedRows(long added, long refused)
    {
        LoadedRows.Add(added, Label("privacycrm.load.result", "added"));
        LoadedRows.Add(refused, Label("privacycrm.load.result", "refused"));
    }

    /// <summary>Notes a statement.</summary>
    /// <param name="database">The database, by its name in the conventions of OpenTelemetry.</param>
    /// <param name="kind">read or write.</param>
    /// <param name="duration">How long it took.</param>
    public static void NoteStatement(string database, string kind, TimeSpan duration)
    {
        string operation = Operation.Value?.Invoke() ?? "none";
        Database.Record(duration.TotalSeconds, Label("db.system.name", database), Label("db.operation.name", kind), Label("privacycrm.operation", operation));
        if (Source.HasListeners())
        {
            DateTimeOffset end = TimeProvider.System.GetUtcNow();
            using Activity? activity = Source.StartActivity(
                kind, ActivityKind.Client, default(ActivityContext), [Label("db.system.name", database), Label("db.operation.name", kind)], links: null, end - duration);
        }
    }

    private static KeyValuePair<string, object?> Label(string name, string value) => new(name, value);
}
