using System.Text;
using PrivacyCrm.Bench.Floor;
using PrivacyCrm.Bench.Load;

namespace PrivacyCrm.Bench;

/// <summary>The workloads that write.</summary>
internal sealed class WriteWorkloads(TestBed bed)
{
    private const int Batch = 100;
    private const int GreatBatch = 10_000;
    private const int Many = 16;
    private const int Mixers = 32;

    // Two cores: more writers only wait for each other.
    private int Writers => bed.Store.IsSqlite ? 1 : 4;

    /// <summary>A hundred new records a request.</summary>
    public Workload Insert()
    {
        using Session session = new(bed.Store.ConnectionString);
        Copies copies = new(session, bed.Sample.Ids);
        byte[][] bodies = [.. Enumerable.Range(0, 50).Select(number => bed.ToCrm(string.Empty, "POST", Leads.Body((number + 10_000L) * Batch, Batch)))];
        return new Workload(
            "W6",
            "insert, 100 records a request",
            Copy("floor", copies, Writers, Batch),
            Copy("floor, 10,000 a transaction", copies, 1, GreatBatch),
            Side.Http("ours", 4, bed.Crm, bodies, 201) with { Units = Batch })
        {
            Judge = result => [new Target("W6 records a second, share of the floor", result.Share!.Value, 0.4, IsLeast: true)],
        };
    }

    /// <summary>One field of a record.</summary>
    public Workload Update() => new(
        "W7",
        "update of a record",
        Side.Http("floor", Many, bed.Floor, [.. Changes().Select(change => TestBed.ToFloor("update", change.Id, change.Value, change.Key))]),
        Side.Http("ours", Many, bed.Crm, [.. Changes().Select(change => Put(change.Id, change.Value))]))
    {
        Judge = result => [new Target("W7 throughput, share of the floor", result.Share!.Value, 0.6, IsLeast: true)],
    };

    /// <summary>Four reads for each write: three by id and one by a unique value.</summary>
    public Workload Mixed() => new(
        "W8",
        "80 % reads, 20 % updates",
        Side.Http("floor", Mixers, bed.Floor, Mix(id => TestBed.ToFloor("get", id), one => TestBed.ToFloor("in", one.Keys["Website"]), (id, one) => TestBed.ToFloor("update", id, one["No_of_Employees"], one.Keys["No_of_Employees"]))),
        Side.Http("ours", Mixers, bed.Crm, Mix(id => bed.ToCrm($"/{id}"), one => bed.ToCrm($"/search?criteria={Uri.EscapeDataString($"(Website:in:{one["Website"]})")}"), (id, one) => Put(id, one["No_of_Employees"]))));

    private byte[][] Mix(Func<long, byte[]> get, Func<SampleRecord, byte[]> search, Func<long, SampleRecord, byte[]> update) =>
    [
        .. bed.Sample.SomeIds(20_000).Chunk(4).SelectMany((ids, index) => (byte[][])[get(ids[0]), get(ids[1]), get(ids[2]), search(One(index)), update(ids[3], One(index))]),
    ];

    private Side Copy(string name, Copies copies, int threads, int count) => new(name, threads, _ =>
    {
        Session session = new(bed.Store.ConnectionString);
        return (_ => copies.Write(session, count), session);
    })
    {
        Units = count,
    };

    private SampleRecord One(int index) => bed.Sample.Records[index % bed.Sample.Records.Length];

    // Values and their keys come from other records.
    private IEnumerable<(long Id, string Value, string Key)> Changes() => bed.Sample.SomeIds(5_000).Select((id, index) => (id, One(index)["No_of_Employees"], One(index).Keys["No_of_Employees"]));

    private byte[] Put(long id, string employees) => bed.ToCrm($"/{id}", "PUT", Encoding.UTF8.GetBytes($$"""{"data":[{"No_of_Employees":{{employees}}}]}"""));
}
