using Microsoft.EntityFrameworkCore;
using PrivacyCrm.Core.Jobs;
using PrivacyCrm.Store.Rows;

namespace PrivacyCrm.Store.Jobs;

/// <summary>Jobs as rows and back, and the statements that a run's mark guards.</summary>
internal static class JobRows
{
    /// <summary>The row of a job while the run has it.</summary>
    public static IQueryable<JobRow> Held(CrmDbContext db, Job job)
    {
        (long id, string? owner) = (job.Id, job.LeaseOwner);
        return db.Jobs.Where(row => row.Id == id && row.LeaseOwner == owner && row.FinishedTime == null);
    }

    /// <summary>Records a step inside the context's transaction.</summary>
    /// <exception cref="JobLostException">The job was taken over.</exception>
    public static async Task AdvanceAsync(CrmDbContext db, JobStep step, CancellationToken cancellationToken)
    {
        int advanced = await Held(db, step.Job).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Progress, step.Progress).SetProperty(row => row.Attempts, 0), cancellationToken);
        if (advanced != 1)
        {
            throw new JobLostException();
        }

        if (step.Part is { } part)
        {
            db.Add(ToRow(part, db.OrganizationId));
            await db.SaveChangesAsync(cancellationToken);
        }
    }

    public static FilePartRow ToRow(FilePart part, long organizationId) =>
        new() { OrganizationId = organizationId, FileId = part.FileId, Number = part.Number, Content = part.Content.ToArray() };

    public static JobRow ToRow(Job job) => new()
    {
        OrganizationId = job.OrganizationId,
        Id = job.Id,
        Kind = job.Kind,
        UserId = job.UserId,
        Scopes = job.Scopes,
        State = (int)job.State,
        Definition = job.Definition,
        Progress = job.Progress,
        Attempts = job.Attempts,
        CreatedTime = job.CreatedTime.ToUnixTimeSeconds(),
    };

    public static Job FromRow(JobRow row) => new()
    {
        OrganizationId = row.OrganizationId,
        Id = row.Id,
        Kind = row.Kind,
        UserId = row.UserId,
        Scopes = row.Scopes,
        State = (JobState)row.State,
        Definition = row.Definition,
        Progress = row.Progress,
        Attempts = row.Attempts,
        LeaseOwner = row.LeaseOwner,
        CreatedTime = DateTimeOffset.FromUnixTimeSeconds(row.CreatedTime),
        FinishedTime = row.FinishedTime is { } finished ? DateTimeOffset.FromUnixTimeSeconds(finished) : null,
    };
}
