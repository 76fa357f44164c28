using System.Globalization;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Jobs;
using PrivacyCrm.Core.Organizations;

namespace PrivacyCrm.Core.Records.Bin;

/// <summary>Erases everything in the recycle bin that filters find. Erasing twice changes nothing, so no step has to be remembered.</summary>
/// <param name="bin">The bin.</param>
public sealed class EraseBinJob(RecycleBin bin) : IJobKind
{
    /// <summary>The kind's name.</summary>
    public const string KindName = "erase_recycle_bin";

    /// <inheritdoc/>
    public string Name => KindName;

    /// <inheritdoc/>
    public async Task<JobEnd> RunAsync(Job job, Caller caller, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(caller);

        // Who ordered it may have lost the right meanwhile.
        return caller.Profile.MayCustomize
            && (await bin.EraseFilteredAsync(caller, job.Definition, job.CreatedTime, cancellationToken)).TryGet(out int erased, out CrmError? _)
            ? JobEnd.Completed(erased.ToString(CultureInfo.InvariantCulture))
            : JobEnd.Failed(job.Progress);
    }
}
