namespace PrivacyCrm.Api.Bulk;

/// <summary>How much bulk calls do at once.</summary>
/// <param name="PageSize">Records in one file of a bulk read.</param>
/// <param name="ChunkSize">Records read in one step; all that is in memory at once.</param>
internal sealed record BulkLimits(int PageSize = 200_000, int ChunkSize = 500)
{
    /// <summary>The last page that can be asked for by number.</summary>
    public const int MaximumPage = 50;
}
