namespace PrivacyCrm.Bench.Load;

/// <summary>Fills the store through the API: a hundred leads a request, over a few connections.</summary>
internal static class Loader
{
    private const int Connections = 4;
    private const int PerRequest = 100;

    public static void Load(ServerProcess server, string authorization, int records)
    {
        long next = 0;
        long loaded = 0;
        Thread[] threads = [.. Enumerable.Range(0, Connections).Select(_ => new Thread(() =>
        {
            using HttpConnection connection = new(server.Address);
            long first;
            while ((first = Interlocked.Add(ref next, PerRequest) - PerRequest) < records)
            {
                int status = connection.Send(HttpConnection.Request("POST", "/crm/v8/Leads", authorization, Leads.Body(first, (int)Math.Min(PerRequest, records - first))));
                if (status != 201 || connection.Body.Contains("\"error\"", StringComparison.Ordinal))
                {
                    throw new InvalidOperationException($"Leads were refused: {status} {connection.Body[..Math.Min(2_000, connection.Body.Length)]}");
                }

                long now = Interlocked.Add(ref loaded, PerRequest);
                if (now % Math.Max(records / 20, PerRequest) == 0)
                {
                    Console.Error.Write($"\rloading {now:N0} of {records:N0}");
                }
            }
        }))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        Console.Error.WriteLine();
    }
}
