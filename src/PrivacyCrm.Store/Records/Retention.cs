namespace PrivacyCrm.Store.Records;

/// <summary>How long deleted records are kept and told; the original's numbers.</summary>
internal static class Retention
{
    /// <summary>A record stays in the recycle bin this long; after it, it is gone for good.</summary>
    public static readonly TimeSpan InBin = TimeSpan.FromDays(60);

    /// <summary>A deletion is told this long.</summary>
    public static readonly TimeSpan Told = TimeSpan.FromDays(120);
}
