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

foreach (int records in options.Records)
{
    await new Run(options, records).RunAsync();
}

return 0;
