using PrivacyCrm.Bench;
using PrivacyCrm.Bench.Floor;

if (args is [FloorServer.Argument])
{
    await FloorServer.RunAsync();
    return 0;
}

if (Options.Read(args) is not { } options)
{
    Console.WriteLine(Options.Usage);
    return 2;
}

List<RunResult> results = [];
foreach (int records in options.Records)
{
    results.Add(await new Run(options, records).MeasureAsync());
}

BenchReport report = new(options, results);
report.Print(Console.Out);
if (options.IsWritten)
{
    report.Write();
}

return 0;
