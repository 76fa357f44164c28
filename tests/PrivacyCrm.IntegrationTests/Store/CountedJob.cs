using System.Collections.Concurrent;
using PrivacyCrm.Core.Jobs;
using PrivacyCrm.Core.Organizations;

namespace PrivacyCrm.IntegrationTests.Store;

/// <summary>A kind of job on two servers that notes each run, and holds the first ones until both servers have begun one.</summary>
internal sealed class CountedJob(int servers)
{
    public const string Name = "test-counted";

    private readonly ConcurrentDictionary<int, int> _begun = new();
    private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The ids of the jobs that ran, once for each run.</summary>
    public ConcurrentBag<long> Ran { get; } = [];

    /// <summary>The kind as one of the servers has it.</summary>
    public IJobKind On(int server) => new Kind(this, server);

    private Task RunAsync(int server, long id, CancellationToken cancellationToken)
    {
        Ran.Add(id);
        _begun.TryAdd(server, server);
        if (_begun.Count == servers)
        {
            _all.TrySetResult();
        }

        return _all.Task.WaitAsync(cancellationToken);
    }

    private sealed class Kind(CountedJob counted, int server) : IJobKind
    {
        public string Name => CountedJob.Name;

        public async Task<JobEnd> RunAsync(Job job, Caller caller, CancellationToken cancellationToken)
        {
            await counted.RunAsync(server, job.Id, cancellationToken);
            return JobEnd.Completed("1");
        }
    }
}
