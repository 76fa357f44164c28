namespace PrivacyCrm.Core.Records;

/// <summary>Which deleted records are wanted.</summary>
/// <param name="IncludesRecycled">Whether those in the recycle bin are.</param>
/// <param name="IncludesPermanent">Whether those gone for good are.</param>
/// <param name="Since">The time after which they were deleted, or null.</param>
/// <param name="Page">The page's number.</param>
/// <param name="PageSize">The page's size.</param>
/// <param name="Now">The time, which decides how long deleted records are told.</param>
public sealed record DeletedQuery(bool IncludesRecycled, bool IncludesPermanent, DateTimeOffset? Since, int Page, int PageSize, DateTimeOffset Now)
{
    /// <summary>Gets the number of records before the page, as far as there can be any.</summary>
    public int Skip => (int)Math.Min(int.MaxValue, (Page - 1L) * PageSize);
}
