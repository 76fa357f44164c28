using System.Globalization;
using System.Text.Json.Nodes;
using PrivacyCrm.Bench.Floor;
using PrivacyCrm.Bench.Load;

namespace PrivacyCrm.Bench;

/// <summary>The workloads that read.</summary>
internal sealed class ReadWorkloads(BenchStore store, ServerProcess crm, ServerProcess floor, CrmSetup setup, Sample sample)
{
    private const int Many = 16;
    private const int Distinct = 1_000;
    private const string Path = "/crm/v8/Leads";

    /// <summary>A record by its id.</summary>
    public Workload Get()
    {
        long[] ids = [.. Enumerable.Range(0, 20_000).Select(number => sample.Ids[Leads.Mix(number, 600) % sample.Ids.Length])];
        byte[][] ours = [.. ids.Select(id => Crm($"/{id}"))];
        return new Workload(
            "W1",
            "a record by id",
            Side.Http("floor", Many, floor, [.. ids.Select(id => Floor("get", id))]),
            Side.Http("ours", Many, crm, ours) with { Before = () => setup.PreferAsync(isPrivate: true) },
            Side.Http("ours, privacy off", Many, crm, ours) with { Before = () => setup.PreferAsync(isPrivate: false) })
            .Check(crm, ours[0], body => Rows(body) == 1 && Email(body) is null);
    }

    /// <summary>Pages of 200 records with thirty fields.</summary>
    public Workload List()
    {
        string fields = $"?fields={Leads.ListFields}&per_page=200";
        byte[] first = Crm(fields);
        byte[] tenth = Crm($"{fields}&page=10");
        (byte[] deep, long last) = Deep(fields);
        return new Workload(
            "W2",
            "200 records",
            Side.Http("floor", Many, floor, [Floor("first")]),
            Side.Http("ours", Many, crm, [first]) with { Before = () => setup.PreferAsync(isPrivate: true) },
            Side.Http("ours, privacy off", Many, crm, [first]) with { Before = () => setup.PreferAsync(isPrivate: false) },
            Side.Http("floor, page 10", Many, floor, [Floor("page10")]),
            Side.Http("ours, page 10", Many, crm, [tenth]) with { Before = () => setup.PreferAsync(isPrivate: true) },
            Side.Http("floor, deep", Many, floor, [Floor("after", last)]),
            Side.Http("ours, page_token", Many, crm, [deep]))
            .Check(crm, first, body => Rows(body) == 200 && Email(body) is null)
            .Check(crm, tenth, body => Rows(body) == 200 && Email(body) is null)
            .Check(crm, deep, body => Rows(body) == 200 && Email(body) is null);
    }

    /// <summary>Searches, each with its bare statement.</summary>
    public IEnumerable<Workload> Searches()
    {
        SampleRecord[] some = sample.Records;
        yield return Search("W3", "one hit, in", "in", record => $"(Website:in:{record["Website"]})", record => [record.Keys["Website"]], some, rows => rows == 1);
        yield return Search("W3-equals", "one hit, equals (contains)", "equals", record => $"(Phone:equals:{record["Phone"]})", record => [record.Keys["Phone"].Split('\u001f')[0]], some, rows => rows == 1);
    }

    private Workload Search(string name, string title, string statement, Func<SampleRecord, string> criteria, Func<SampleRecord, object[]> keys, SampleRecord[] records, Predicate<int> isRight)
    {
        byte[][] ours = [.. records.Select(record => Crm($"/search?criteria={Uri.EscapeDataString(criteria(record))}"))];
        object[][] values = [.. records.Select(keys)];
        byte[][] floors = [.. values.Select(value => Floor(statement, value))];
        return new Workload(
            name,
            title,
            Bare(statement, 1, values),
            Side.Http("floor, 1 connection", 1, floor, floors),
            Side.Http("ours, 1 connection", 1, crm, ours) with { Before = () => setup.PreferAsync(isPrivate: true) },
            Side.Http("floor", Many, floor, floors),
            Side.Http("ours", Many, crm, ours))
            .Check(crm, ours[0], body => isRight(Rows(body)) && Email(body) is null)
            .Check(floor, floors[0], body => isRight(Rows(body)));
    }

    private Side Bare(string statement, int threads, object[][] values) => new("bare statement", threads, _ =>
    {
        Session session = new(store.ConnectionString);
        return (chance => session.Read(statement, values[chance % values.Length]), session);
    });

    private byte[] Crm(string rest) => HttpConnection.Request("GET", Path + rest, setup.Authorization);

    private static byte[] Floor(string statement, params ReadOnlySpan<object> values) => HttpConnection.Request("GET", FloorServer.Path(statement, values));

    // Follows page tokens to the middle of the store, or a hundred pages.
    private (byte[] Request, long LastId) Deep(string fields)
    {
        using HttpConnection connection = new(crm.Address);
        connection.Send(Crm(fields));
        JsonNode page = JsonNode.Parse(connection.Body)!;
        byte[] request = [];
        for (int number = 0; number < Math.Min(100, sample.Ids.Length / 400); number++)
        {
            request = Crm($"{fields}&page_token={Uri.EscapeDataString((string)page["info"]!["next_page_token"]!)}");
            long last = long.Parse((string)page["data"]!.AsArray()[^1]!["id"]!, CultureInfo.InvariantCulture);
            connection.Send(request);
            page = JsonNode.Parse(connection.Body)!;
            if (number + 1 == Math.Min(100, sample.Ids.Length / 400))
            {
                return (request, last);
            }
        }

        throw new InvalidOperationException("The store is too small for a deep page.");
    }

    private static int Rows(string body) => body.Length == 0 ? 0 : JsonNode.Parse(body)!["data"]!.AsArray().Count;

    private static string? Email(string body) => body.Contains("\"Email\":null", StringComparison.Ordinal) ? (string?)JsonNode.Parse(body)!["data"]![0]!["Email"] : "shown";
}
