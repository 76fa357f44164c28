using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace PrivacyCrm.IntegrationTests.Support;

/// <summary>The statements that are sent to the PostgreSQL server on one port, by whatever code, while this lives.</summary>
internal sealed class SentStatements : IDisposable
{
    private readonly ConcurrentQueue<string> _texts = new();
    private readonly ActivityListener _listener;

    public SentStatements(int port)
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (Convert.ToInt32(activity.GetTagItem("server.port") ?? activity.GetTagItem("net.peer.port"), CultureInfo.InvariantCulture) == port
                    && (activity.GetTagItem("db.query.text") ?? activity.GetTagItem("db.statement")) is string text)
                {
                    _texts.Enqueue(text);
                }
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>How many of them read records.</summary>
    public int OfRecords => _texts.Count(text => text.Contains("record", StringComparison.Ordinal));

    public void Dispose() => _listener.Dispose();
}
