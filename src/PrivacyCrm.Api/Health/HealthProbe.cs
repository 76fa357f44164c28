namespace PrivacyCrm.Api.Health;

/// <summary>Asks a server how it is, for containers whose image has no other program for it.</summary>
internal static class HealthProbe
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

    /// <summary>Asks once.</summary>
    /// <returns>0 when the answer is a success, else 1: the exit code of the process.</returns>
    public static async Task<int> RunAsync(string url)
    {
        using HttpClient client = new() { Timeout = Timeout };
        try
        {
            using HttpResponseMessage response = await client.GetAsync(new Uri(url));
            return response.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            return 1;
        }
    }
}
