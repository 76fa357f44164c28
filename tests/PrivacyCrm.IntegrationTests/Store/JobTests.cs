using System.Globalization;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using PrivacyCrm.Api.Jobs;
using PrivacyCrm.Core.Jobs;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Records;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Store;

public abstract class JobTests<TServer>(TServer server) : CrmTests(server), IClassFixture<TServer>
    where TServer : CrmServer
{
    private static readonly TimeSpan MoreThanALease = JobRunner.Lease + TimeSpan.FromSeconds(1);

    // A name of its own, so that neither the server nor another test takes the job.
    private readonly string _kind = $"test-{Guid.NewGuid():N}";

    private IJobStore Jobs => server.Services.GetRequiredService<IJobStore>();

    [CrmFact]
    public async Task Of_many_runners_on_two_servers_one_gets_the_job()
    {
        await using WebApplicationFactory<Program> other = server.StartAnother();
        (TestJob here, JobRunner first) = RunnerOf(server.Services);
        (TestJob there, JobRunner second) = RunnerOf(other.Services);
        Job job = await OrderAsync(3);

        bool[] ran = await Task.WhenAll(Enumerable.Range(0, 8).Select(index => (index % 2 == 0 ? first : second).RunNextAsync(CancellationToken.None)));

        Assert.Equal(1, ran.Count(one => one));
        Assert.Equal(1, here.Runs + there.Runs);
        Assert.Equal(3, await LeadsAsync());
        Job ended = (await Jobs.FindAsync(job.OrganizationId, job.Id, CancellationToken.None))!;
        Assert.Equal((JobState.Completed, "3", Clock.GetUtcNow().ToUnixTimeSeconds()), (ended.State, ended.Progress, ended.FinishedTime!.Value.ToUnixTimeSeconds()));
    }

    [CrmFact]
    public async Task Job_of_a_server_that_died_goes_on_after_its_last_step()
    {
        (TestJob dying, JobRunner first) = RunnerOf(server.Services);
        (TestJob living, JobRunner second) = RunnerOf(server.Services);
        TaskCompletionSource reached = new();
        TaskCompletionSource forever = new();
        dying.AfterStep = done => done == 2 ? WaitAsync(reached, forever) : Task.CompletedTask;
        Job job = await OrderAsync(5);
        Task dead = first.RunNextAsync(CancellationToken.None);
        await reached.Task;
        Assert.False(await second.RunNextAsync(CancellationToken.None));

        Clock.Advance(MoreThanALease);
        bool ran = await second.RunNextAsync(CancellationToken.None);

        Assert.True(ran);
        Assert.Equal(1, living.Runs);
        Assert.Equal(5, await LeadsAsync());

        // The first one was only slow: what it does now is refused, and nothing of it stays.
        forever.SetResult();
        await dead;
        Assert.Equal(5, await LeadsAsync());
        Assert.Equal((JobState.Completed, "5"), await EndOfAsync(job));
    }

    [CrmFact]
    public async Task Run_that_lost_its_job_in_the_middle_writes_nothing_more()
    {
        (TestJob slow, JobRunner first) = RunnerOf(server.Services);
        TaskCompletionSource reached = new();
        TaskCompletionSource taken = new();
        slow.AfterStep = done => done == 1 ? WaitAsync(reached, taken) : Task.CompletedTask;
        Job job = await OrderAsync(4);
        Task running = first.RunNextAsync(CancellationToken.None);
        await reached.Task;
        Clock.Advance(MoreThanALease);
        Assert.NotNull(await Jobs.TakeNextAsync([_kind], JobRunner.Lease, CancellationToken.None));

        taken.SetResult();
        await running;

        Assert.Equal(1, await LeadsAsync());
        Assert.Equal((JobState.Running, "1"), await EndOfAsync(job));
    }

    [CrmFact]
    public async Task Stopping_server_gives_its_job_back_at_once()
    {
        (TestJob stopped, JobRunner first) = RunnerOf(server.Services);
        (_, JobRunner second) = RunnerOf(server.Services);
        using CancellationTokenSource stopping = new();
        stopped.AfterStep = done => done == 2 ? stopping.CancelAsync() : Task.CompletedTask;
        Job job = await OrderAsync(3);
        await first.RunNextAsync(stopping.Token);
        Assert.Equal((JobState.Waiting, "2"), await EndOfAsync(job));

        Assert.True(await second.RunNextAsync(CancellationToken.None));

        Assert.Equal(3, await LeadsAsync());
        Assert.Equal((JobState.Completed, "3"), await EndOfAsync(job));
    }

    [CrmFact]
    public async Task Failing_step_is_tried_again_and_a_job_that_gets_nowhere_ends()
    {
        (TestJob kind, JobRunner runner) = RunnerOf(server.Services);
        kind.AfterStep = done => done == 2 ? throw new InvalidOperationException("On purpose.") : Task.CompletedTask;
        Job once = await OrderAsync(3);
        Assert.True(await runner.RunNextAsync(CancellationToken.None));
        Assert.True(await runner.RunNextAsync(CancellationToken.None));
        Assert.Equal((JobState.Completed, "3"), await EndOfAsync(once));
        Job never = await OrderAsync(-1);
        await Jobs.FindAsync(never.OrganizationId, never.Id, CancellationToken.None);

        JobRunner broken = RunnerWith(server.Services, new BrokenJob(_kind));
        for (int attempt = 0; attempt < JobRunner.MaximumAttempts; attempt++)
        {
            Assert.True(await broken.RunNextAsync(CancellationToken.None));
            Assert.Equal(JobState.Waiting, (await EndOfAsync(never)).State);
        }

        Assert.True(await broken.RunNextAsync(CancellationToken.None));
        Assert.Equal(JobState.Failed, (await EndOfAsync(never)).State);
        Assert.False(await broken.RunNextAsync(CancellationToken.None));
        Assert.Equal(3, await LeadsAsync());
    }

    [CrmFact]
    public async Task Job_of_nobody_is_not_done()
    {
        (TestJob kind, JobRunner runner) = RunnerOf(server.Services);
        Job job = await OrderAsync(2, userId: 12345);

        Assert.True(await runner.RunNextAsync(CancellationToken.None));

        Assert.Equal(0, kind.Runs);
        Assert.Equal(JobState.Failed, (await EndOfAsync(job)).State);
    }

    [CrmFact]
    public async Task Job_and_file_are_of_one_organization()
    {
        Job job = await OrderAsync(1);
        long other = long.Parse((await server.NewOrganizationAsync()).Id, CultureInfo.InvariantCulture);
        IFileStore files = server.Services.GetRequiredService<IFileStore>();
        await files.AddAsync(new StoredFile(job.OrganizationId, job.Id, job.UserId, "test", "a.csv", Clock.GetUtcNow()), CancellationToken.None);
        await Jobs.AdvanceAsync(new JobStep((await Jobs.TakeNextAsync([_kind], JobRunner.Lease, CancellationToken.None))!, "1", new FilePart(job.Id, 0, "abc"u8.ToArray())), CancellationToken.None);

        Assert.Null(await Jobs.FindAsync(other, job.Id, CancellationToken.None));
        Assert.Null(await files.FindAsync(other, job.Id, CancellationToken.None));
        Assert.Null(await files.PartAsync(other, job.Id, 0, CancellationToken.None));
        Assert.Equal("abc"u8.ToArray(), await files.PartAsync(job.OrganizationId, job.Id, 0, CancellationToken.None));
        Assert.Null(await files.PartAsync(job.OrganizationId, job.Id, 1, CancellationToken.None));
    }

    [CrmFact]
    public async Task Files_are_kept_a_day_and_jobs_a_week()
    {
        (_, JobRunner runner) = RunnerOf(server.Services);
        Job job = await OrderAsync(0);
        IFileStore files = server.Services.GetRequiredService<IFileStore>();
        await files.AddAsync(new StoredFile(job.OrganizationId, job.Id, job.UserId, "test", "a.csv", Clock.GetUtcNow()), CancellationToken.None);
        await files.AppendAsync(job.OrganizationId, new FilePart(job.Id, 0, "abc"u8.ToArray()), CancellationToken.None);
        Clock.Advance(TimeSpan.FromHours(20));
        await runner.RunNextAsync(CancellationToken.None);

        Clock.Advance(TimeSpan.FromHours(23));
        await Jobs.SweepAsync(CancellationToken.None);
        Assert.NotNull(await files.FindAsync(job.OrganizationId, job.Id, CancellationToken.None));

        Clock.Advance(TimeSpan.FromHours(1));
        Assert.Null(await files.FindAsync(job.OrganizationId, job.Id, CancellationToken.None));
        Assert.NotNull(await files.PartAsync(job.OrganizationId, job.Id, 0, CancellationToken.None));
        await Jobs.SweepAsync(CancellationToken.None);
        Assert.Null(await files.PartAsync(job.OrganizationId, job.Id, 0, CancellationToken.None));
        Assert.NotNull(await Jobs.FindAsync(job.OrganizationId, job.Id, CancellationToken.None));

        Clock.Advance(TimeSpan.FromDays(6));
        await Jobs.SweepAsync(CancellationToken.None);
        Assert.Null(await Jobs.FindAsync(job.OrganizationId, job.Id, CancellationToken.None));
    }

    private static Task WaitAsync(TaskCompletionSource reached, TaskCompletionSource go)
    {
        reached.SetResult();
        return go.Task;
    }

    private (TestJob Kind, JobRunner Runner) RunnerOf(IServiceProvider services)
    {
        TestJob kind = new(_kind, services.GetRequiredService<RecordWriter>());
        return (kind, RunnerWith(services, kind));
    }

    private static JobRunner RunnerWith(IServiceProvider services, IJobKind kind) => new(
        services.GetRequiredService<IJobStore>(), services.GetRequiredService<JobCallers>(), [kind], services.GetRequiredService<TimeProvider>(), NullLogger<JobRunner>.Instance);

    private async Task<Job> OrderAsync(int leads, long? userId = null)
    {
        Job job = new()
        {
            OrganizationId = long.Parse(Org.Id, CultureInfo.InvariantCulture),
            Id = server.Services.GetRequiredService<IdSource>().Next(),
            Kind = _kind,
            UserId = userId ?? long.Parse(Org.AdminId, CultureInfo.InvariantCulture),
            Scopes = TestOrganization.AllScopes,
            Definition = leads.ToString(CultureInfo.InvariantCulture),
            CreatedTime = Clock.GetUtcNow(),
        };
        await Jobs.AddAsync(job, CancellationToken.None);
        return job;
    }

    private async Task<int> LeadsAsync()
    {
        await Org.LogInAsync();
        return (int)(await Admin.GetAsync("Leads/actions/count")).ShouldHaveStatus(200).Json!["count"]!;
    }

    private async Task<(JobState State, string Progress)> EndOfAsync(Job job)
    {
        Job found = (await Jobs.FindAsync(job.OrganizationId, job.Id, CancellationToken.None))!;
        return (found.State, found.Progress);
    }

    private sealed class BrokenJob(string name) : IJobKind
    {
        public string Name => name;

        public Task<JobEnd> RunAsync(Job job, Caller caller, CancellationToken cancellationToken) => throw new InvalidOperationException("On purpose.");
    }
}

public sealed class JobsOnSqlite(SqliteCrmServer server) : JobTests<SqliteCrmServer>(server);

public sealed class JobsOnPostgres(PostgresCrmServer server) : JobTests<PostgresCrmServer>(server);
