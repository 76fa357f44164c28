namespace PrivacyCrm.Core.Jobs;

/// <summary>A file of an organization, kept in parts for a day.</summary>
/// <param name="OrganizationId">The organization.</param>
/// <param name="Id">Its id; the file that a job makes has the job's.</param>
/// <param name="UserId">Whose it is.</param>
/// <param name="Purpose">What it is for, so that no file is used for something else.</param>
/// <param name="Name">What its owner calls it.</param>
/// <param name="CreatedTime">When it was made.</param>
public sealed record StoredFile(long OrganizationId, long Id, long UserId, string Purpose, string Name, DateTimeOffset CreatedTime)
{
    /// <summary>How long a file is kept after it was made, or after the job that makes it ended.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(1);

    /// <summary>The greatest size of a part that is not one step of a job.</summary>
    public const int PartLength = 256 * 1024;
}
