using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace PrivacyCrm.Bench;

/// <summary>What is told of all runs of a store: on the console, and in the documentation.</summary>
internal sealed class BenchReport(Options options, IReadOnlyList<RunResult> results)
{
    private const string Page = "docs/benchmarks.md";

    private string Store => options.IsSqlite ? "sqlite" : "postgres";

    /// <summary>Tells what became of the targets.</summary>
    public void Print(TextWriter output)
    {
        foreach (RunResult result in results)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n{result.Records:N0} records"));
            foreach (Target target in TargetsOf(result))
            {
                output.WriteLine($"  {target}");
            }
        }
    }

    /// <summary>Writes the store's part of the page and its chart. Run in the repository's root.</summary>
    public void Write()
    {
        string page = File.ReadAllText(Page);
        (string begin, string end) = ($"<!-- {Store} -->\n", $"<!-- end of {Store} -->");
        int from = page.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        File.WriteAllText(Page, page[..from] + Tables() + page[page.IndexOf(end, StringComparison.Ordinal)..]);
        Directory.CreateDirectory("docs/benchmarks");
        File.WriteAllText($"docs/benchmarks/{Store}.svg", Chart().ToString());
    }

    private static string Number(double value, string unit) => string.Create(CultureInfo.InvariantCulture, $"{value:0.00}{unit}");

    private IEnumerable<Target> TargetsOf(RunResult result) => result == results[0] ? result.Targets : result.Targets.Concat(result.GrowthSince(results[0]));

    private string Tables()
    {
        StringBuilder text = new($"\n![Throughput as a share of the floor's](benchmarks/{Store}.svg)\n\n");
        text.Append(CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}; {options.Rounds} rounds of {options.Seconds.TotalSeconds:0.#} s.\n\n");
        text.Append(CultureInfo.InvariantCulture, $"| Target | | {string.Join(" | ", results.Select(result => $"{result.Records:N0} records"))} |\n| --- | --- |{string.Concat(results.Select(_ => " --- |"))}\n");
        foreach (Target target in results.SelectMany(TargetsOf).DistinctBy(target => target.What))
        {
            IEnumerable<string> cells = results.Select(result => TargetsOf(result).FirstOrDefault(one => one.What == target.What) is { } one ? $"{Number(one.Value, one.Unit)}{(one.IsMet ? string.Empty : " **missed**")}" : string.Empty);
            text.Append(CultureInfo.InvariantCulture, $"| {target.What} | {target.Promise} | {string.Join(" | ", cells)} |\n");
        }

        foreach (RunResult result in results)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n**{result.Records:N0} records.** Memory {result.Memory.Crm:0} MB (floor {result.Memory.Floor:0} MB); start {result.Starts?.Crm:0.00} s (floor {result.Starts?.Floor:0.00} s).\n\n");
            text.Append("| | Side | a second | p50 ms | p99 ms | bytes allocated each |\n| --- | --- | ---: | ---: | ---: | ---: |\n");
            foreach (WorkloadResult workload in result.Workloads)
            {
                text.AppendJoin(string.Empty, workload.Lines().Select((line, index) => $"| {(index == 0 ? $"{workload.Workload.Name}: {workload.Workload.Title}" : string.Empty)} | {string.Join(" | ", line)} |\n"));
            }
        }

        return text.Append('\n').ToString();
    }

    private SvgBars Chart() => new(
        "Throughput as a share of the floor's",
        [.. results.Select(result => string.Create(CultureInfo.InvariantCulture, $"{result.Records:N0} records"))],
        [
            .. results[0].Workloads.Select((workload, index) => new SvgBar(
                $"{workload.Workload.Name}: {workload.Workload.Title}",
                [.. results.Select(result => result.Workloads[index].Share ?? 0)],
                workload.Targets.FirstOrDefault(target => target.Value == workload.Share)?.Bound)),
        ]);
}
