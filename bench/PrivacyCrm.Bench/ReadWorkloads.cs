using System.Globalization;
using System.Text.Json.Nodes;
using PrivacyCrm.Bench.Floor;
using PrivacyCrm.Bench.Load;

namespace PrivacyCrm.Bench;

/// <summary>The workloads that read.</summary>
internal sealed class ReadWorkloads(TestBed bed)
{
    private const int Many = 16;
    private const string Fields =
        "?per_page=200&fields=Last_Name,First_Name,Full_Name,Email,Company,Designation,Phone,Mobile,Fax,Website,Lead_Source,Lead_Status,Industry,No_of_Employees,Annual_Revenue,Rating,Street,City,State,Zip_Code,Country,Description,Skype_ID,Email_Opt_Out,Salutation,Secondary_Email,Twitter,Created_Time,Modified_Time,Owner";

    /// <summary>A record by its id.</summary>
    public Workload Get()
    {
        long[] ids = bed.Sample.SomeIds(20_000);
        byte[][] ours = [.. ids.Select(id => bed.ToCrm($"/{id}"))];
        return new Workload(
            "W1",
            "a record by id",
            Side.Http("floor", Many, bed.Floor, [.. ids.Select(id => TestBed.ToFloor("get", id))]),
            bed.With(isPrivate: true, Side.Http("ours", Many, bed.Crm, ours)),
            bed.With(isPrivate: false, Side.Http("ours, privacy off", Many, bed.Crm, ours)))
        {
            Check = () => Expect(ours[0], rows: 1),
            Judge = result =>
            [
                new Target("W1 throughput, share of the floor", result.Share!.Value, bed.Store.IsSqlite ? 0.6 : 0.7, IsLeast: true),
                Masking(result),
            ],
        };
    }

    /// <summary>Pages of 200 records with thirty fields.</summary>
    public Workload List()
    {
        byte[] first = bed.ToCrm(Fields);
        byte[] tenth = bed.ToCrm($"{Fields}&page=10");
        (byte[] deep, long last) = Deep();
        return new Workload(
            "W2",
            "a page of 200, 30 fields of 46",
            Side.Http("floor", Many, bed.Floor, [TestBed.ToFloor("first")]),
            bed.With(isPrivate: true, Side.Http("ours", Many, bed.Crm, [first])),
            bed.With(isPrivate: false, Side.Http("ours, privacy off", Many, bed.Crm, [first])),
            Side.Http("floor, page 10", Many, bed.Floor, [TestBed.ToFloor("page10")]),
            bed.With(isPrivate: true, Side.Http("ours, page 10", Many, bed.Crm, [tenth])),
            Side.Http("floor, deep", Many, bed.Floor, [TestBed.ToFloor("after", last)]),
            bed.With(isPrivate: true, Side.Http("ours, deep page_token", Many, bed.Crm, [deep])))
        {
            Check = () => Array.ForEach([first, tenth, deep], request => Expect(request, rows: 200)),
            Judge = result =>
            [
                new Target("W2 throughput, share of the floor", result.Share!.Value, 0.6, IsLeast: true),
                new Target("W2 page 10, p50 of the first page's", result.Ratio("ours, page 10", "ours", one => one.Percentile(0.5)), 1.3, IsLeast: false, "x"),
                new Target("W2 deep page_token, p50 of the first page's", result.Ratio("ours, deep page_token", "ours", one => one.Percentile(0.5)), 1.3, IsLeast: false, "x"),
                Masking(result),
            ],
        };
    }

    /// <summary>Searches, each beside its bare statement.</summary>
    public IEnumerable<Workload> Searches()
    {
        SampleRecord[] some = bed.Sample.Records;
        yield return Search("W3", "one hit, exact", "in", some.Select(one => Query($"(Website:in:{one["Website"]})", one.Keys["Website"])));
        yield return Search("W3c", "one hit, equals (contains)", "equals", some.Select(one => Query($"(Phone:equals:{one["Phone"]})", one.Keys["Phone"].Split('\u001f')[0])));
        yield return Search("W4", "starts_with and a choice", "starts", some.Select(one => Query(
            $"((Last_Name:starts_with:{one["Last_Name"][..4]})and(Lead_Status:equals:{one["Lead_Status"]}))", [.. Prefix(one, 4), one.Keys["Lead_Status"]])));
        yield return Search("W4o", "or, starts_with, a range", "or", some.Select(one => Query(
            $"(((City:in:{one["City"]})and(Lead_Source:equals:{one["Lead_Source"]}))or(Last_Name:starts_with:{one["Last_Name"]}))and(Annual_Revenue:greater_equal:{one["Annual_Revenue"]})",
            [one.Keys["City"], one.Keys["Lead_Source"], .. Prefix(one, 6), one.Keys["Annual_Revenue"]])));
        yield return Search("W4r", "a range, about 100 hits", "range", bed.Sample.Ranges(hits: 100).Select(range => Query(
            $"(Annual_Revenue:between:{range.From["Annual_Revenue"]},{range.To["Annual_Revenue"]})", range.From.Keys["Annual_Revenue"], range.To.Keys["Annual_Revenue"])));
        yield return Search("W5", "a word, 10 hits", "rare", some.Select(one => Words(one["Description"].Split(' ')[0])));
        yield return Search("W5c", "a word of most records", "word", [Words(Leads.CommonWord)]);
    }

    private Workload Search(string name, string title, string statement, IEnumerable<(byte[] Request, object[] Values)> queries)
    {
        (byte[] Request, object[] Values)[] all = [.. queries];
        byte[][] ours = [.. all.Select(query => query.Request)];
        byte[][] floors = [.. all.Select(query => TestBed.ToFloor(statement, query.Values))];
        return new Workload(
            name,
            title,
            Bare(statement, [.. all.Select(query => query.Values)]),
            Side.Http("floor, 1 connection", 1, bed.Floor, floors),
            bed.With(isPrivate: true, Side.Http("ours, 1 connection", 1, bed.Crm, ours)),
            Side.Http("floor", Many, bed.Floor, floors),
            bed.With(isPrivate: true, Side.Http("ours", Many, bed.Crm, ours)))
        {
            Check = () => Array.ForEach([.. Enumerable.Range(0, Math.Min(20, ours.Length))], index => Expect(ours[index], Rows(bed.Floor, floors[index]))),
            Judge = result =>
            [
                new Target($"{name} time above the bare statement's, p50", result.Ratio("ours, 1 connection", "bare statement", one => one.Percentile(0.5)) - 1, 1.5, IsLeast: false, "x"),
            ],
        };
    }

    private static Target Masking(WorkloadResult result) =>
        new($"{result.Workload.Name} with privacy on, throughput of that without", result.Ratio("ours", "ours, privacy off", one => one.Throughput), 0.9, IsLeast: true, "x");

    private (byte[] Request, object[] Values) Query(string criteria, params object[] values) => (bed.ToCrm($"/search?criteria={Uri.EscapeDataString(criteria)}"), values);

    // A word is searched in all fields that are open.
    private (byte[] Request, object[] Values) Words(string word) => (bed.ToCrm($"/search?word={word}"), [bed.Sample.WordQuery(word, bed.Store.IsSqlite)]);

    private static object[] Prefix(SampleRecord record, int length)
    {
        string prefix = record.Keys["Last_Name"][..length];
        return [prefix, prefix[..^1] + (char)(prefix[^1] + 1)];
    }

    private Side Bare(string statement, object[][] values) => new("bare statement", 1, _ =>
    {
        Session session = new(bed.Store.ConnectionString);
        return (chance => session.Read(statement, values[chance % values.Length]), session);
    });

    // Follows page tokens to the middle of the store, or a hundred pages.
    private (byte[] Request, long LastId) Deep()
    {
        int pages = Math.Min(100, bed.Sample.Ids.Length / 400);
        (byte[] request, long last) = (bed.ToCrm(Fields), 0);
        using HttpConnection connection = new(bed.Crm.Address);
        for (int number = 0; number < pages; number++)
        {
            connection.Send(request);
            JsonNode page = JsonNode.Parse(connection.Body)!;
            last = long.Parse((string)page["data"]!.AsArray()[^1]!["id"]!, CultureInfo.InvariantCulture);
            request = bed.ToCrm($"{Fields}&page_token={Uri.EscapeDataString((string)page["info"]!["next_page_token"]!)}");
        }

        return (request, last);
    }

    // The right number of records, and none that shows its e-mail address.
    private void Expect(byte[] request, int rows)
    {
        using HttpConnection connection = new(bed.Crm.Address);
        int status = connection.Send(request);
        JsonArray data = status == 204 ? [] : JsonNode.Parse(connection.Body)?["data"]?.AsArray() ?? [];
        if (data.Count != rows || data.Any(row => !row!.AsObject().ContainsKey("Email") || row["Email"] is not null))
        {
            throw new InvalidOperationException($"{rows} records without an address were expected: {status}, {data.Count} records, {connection.Body[..Math.Min(500, connection.Body.Length)]}");
        }
    }

    private static int Rows(ServerProcess server, byte[] request)
    {
        using HttpConnection connection = new(server.Address);
        connection.Send(request);
        return JsonNode.Parse(connection.Body)!["data"]!.AsArray().Count;
    }
}
