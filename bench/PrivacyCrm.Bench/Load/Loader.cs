using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace PrivacyCrm.Bench.Load;

/// <summary>Fills a store with the server's own command for it.</summary>
internal static class Loader
{
    public static async Task LoadAsync(string server, BenchStore store, long organizationId, int records)
    {
        string file = Path.Combine(store.Directory, "leads.ndjson");
        await using (StreamWriter writer = new(file))
        {
            StringBuilder json = new();
            for (int number = 0; number < records; number++)
            {
                json.Clear();
                Leads.Append(json, number);
                await writer.WriteLineAsync(json.Replace("\n", string.Empty));
            }
        }

        ProcessStartInfo start = new(server, ["load", "--file", file, "--module", "Leads", "--org", organizationId.ToString(CultureInfo.InvariantCulture)]);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["ConnectionStrings__Crm"] = store.ConnectionString;
        using Process loader = Process.Start(start)!;
        await loader.WaitForExitAsync();
        File.Delete(file);
        if (loader.ExitCode != 0)
        {
            throw new InvalidOperationException($"The loader ended with {loader.ExitCode}.");
        }
    }
}
