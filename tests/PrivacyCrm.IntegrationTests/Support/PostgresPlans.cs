using System.Collections.Concurrent;
using System.Data.Common;
using System.Text.Json.Nodes;
using Npgsql;

namespace PrivacyCrm.IntegrationTests.Support;

/// <summary>What <c>auto_explain</c> tells of each statement on its own connection. A plan is judged by the rows it really looked at.</summary>
public sealed class PostgresPlans : SeenPlans
{
    // A page of 200 and its documents, with room for the neighbours that a filter looks at; the module has some times as many.
    private const double MostRows = 1_500;

    private static readonly char[] PartitionNumber = [.. "_0123456789"];

    private readonly ConcurrentQueue<string> _notices = new();

    /// <summary>The setting that makes the server tell.</summary>
    public static string With(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString)
    {
        Options = "-c session_preload_libraries=auto_explain -c auto_explain.log_min_duration=0 -c auto_explain.log_analyze=on -c auto_explain.log_timing=off "
            + "-c auto_explain.log_format=json -c auto_explain.log_level=notice",
    }.ConnectionString;

    public override void Clear() => _notices.Clear();

    public override Task<(IReadOnlyList<string> WholeModule, int Looked)> JudgeAsync()
    {
        List<JsonNode> plans = [.. _notices.Select(text => JsonNode.Parse(text[text.IndexOf('{', StringComparison.Ordinal)..])!)];
        IReadOnlyList<string> whole = [.. plans.Where(plan => RowsOf(plan["Plan"]!) > MostRows).Select(plan => plan.ToJsonString(new() { WriteIndented = true }))];
        return Task.FromResult((whole, plans.Count(plan => RowsOf(plan["Plan"]!) > 0)));
    }

    protected override void Listen(DbConnection connection)
    {
        NpgsqlConnection postgres = (NpgsqlConnection)connection;

        // The context has one connection for all its life.
        postgres.Notice -= Take;
        postgres.Notice += Take;
    }

    private static double RowsOf(JsonNode node)
    {
        double rows = IsOfLargeTable(node)
            ? (Number(node, "Actual Rows") + Number(node, "Rows Removed by Filter") + Number(node, "Rows Removed by Index Recheck")) * Number(node, "Actual Loops")
            : 0;
        return rows + (node["Plans"]?.AsArray().Sum(child => RowsOf(child!)) ?? 0);
    }

    private static bool IsOfLargeTable(JsonNode node) =>
        (string?)node["Relation Name"] is { } table ? Large.Contains(table.TrimEnd(PartitionNumber)) : Large.Any(large => ((string?)node["Index Name"])?.Contains(large, StringComparison.Ordinal) == true);

    private static double Number(JsonNode node, string name) => (double?)node[name] ?? 0;

    private void Take(object sender, NpgsqlNoticeEventArgs notice)
    {
        if (notice.Notice.MessageText.Contains("plan:", StringComparison.Ordinal))
        {
            _notices.Enqueue(notice.Notice.MessageText);
        }
    }
}
