using System.Diagnostics;
using PrivacyCrm.Bench.Load;

namespace PrivacyCrm.Bench;

/// <summary>How long servers take from their start to their first record, in turns.</summary>
/// <param name="Crm">PrivacyCrm, which checks its migrations and who is calling, in seconds.</param>
/// <param name="Floor">The floor, in seconds.</param>
internal sealed record Starts(double Crm, double Floor)
{
    public static async Task<Starts> MeasureAsync(string server, TestBed bed, int rounds)
    {
        List<double> crm = [];
        List<double> floor = [];
        long id = bed.Sample.Ids[^1];
        for (int round = 0; round < rounds; round++)
        {
            floor.Add(await MeasureAsync(() => ServerProcess.StartFloor(bed.Store, isObserved: false), TestBed.ToFloor("get", id)));
            crm.Add(await MeasureAsync(() => ServerProcess.StartCrm(server, bed.Store, isObserved: false), bed.ToCrm($"/{id}")));
        }

        return new Starts(Percentiles.Median(crm), Percentiles.Median(floor));
    }

    private static async Task<double> MeasureAsync(Func<ServerProcess> start, byte[] request)
    {
        long began = Stopwatch.GetTimestamp();
        using ServerProcess server = start();
        await server.WaitForAsync(request);
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }
}
