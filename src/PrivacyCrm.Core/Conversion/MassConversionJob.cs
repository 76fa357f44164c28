using System.Collections.Immutable;
using System.Text.Json;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Jobs;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Conversion;

/// <summary>Converts leads one by one, each in a transaction of its own together with the step that counts it.</summary>
/// <param name="converter">Converts.</param>
/// <param name="callers">Finds out for whom.</param>
public sealed class MassConversionJob(LeadConverter converter, JobCallers callers) : IJobKind
{
    /// <summary>The name that jobs of the kind are stored with.</summary>
    public const string KindName = "mass_convert";

    // A lead that nobody may convert is not a failure.
    private static readonly ImmutableArray<string> NotToBeConverted = ["CANNOT_PROCESS", "ID_ALREADY_CONVERTED"];

    /// <inheritdoc/>
    public string Name => KindName;

    /// <inheritdoc/>
    public async Task<JobEnd> RunAsync(Job job, Caller caller, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);
        MassConversion order = OrderOf(job);
        using JsonDocument? deal = order.Deal is null ? null : JsonDocument.Parse(order.Deal);
        ConversionRequest request = new()
        {
            AssignTo = order.AssignTo,
            Deal = deal?.RootElement,
            AttachmentsTo = order.AttachmentsTo,
            Tags = order.Tagged.ToDictionary(module => module, _ => (IReadOnlyCollection<string>?)null),
        };
        MassConversionProgress progress = ProgressOf(job);
        while (progress.Done < order.Leads.Length)
        {
            if (await callers.FindAsync(job, cancellationToken) is not { } now || now.Organization.Modules.FirstOrDefault(module => module.IsConvertable) is not { } leads)
            {
                return JobEnd.Failed(Write(progress));
            }

            progress = await ConvertAsync(job, now, leads, order.Leads[progress.Done], request, progress, cancellationToken);
        }

        return JobEnd.Completed(Write(progress));
    }

    /// <summary>What a job was ordered to do.</summary>
    internal static MassConversion OrderOf(Job job) => JsonSerializer.Deserialize(job.Definition, MassConversionJson.Default.MassConversion)!;

    /// <summary>What a job has done.</summary>
    internal static MassConversionProgress ProgressOf(Job job) =>
        job.Progress.Length == 0 ? new(0, 0, 0) : JsonSerializer.Deserialize(job.Progress, MassConversionJson.Default.MassConversionProgress)!;

    private async Task<MassConversionProgress> ConvertAsync(
        Job job, Caller caller, Module leads, long lead, ConversionRequest request, MassConversionProgress before, CancellationToken cancellationToken)
    {
        MassConversionProgress after = before;
        await converter.ConvertAsync(
            caller,
            leads,
            lead,
            request,
            cancellationToken,
            refusal =>
            {
                after = Count(before, refusal);
                return new JobStep(job, Write(after));
            });
        return after;
    }

    private static MassConversionProgress Count(MassConversionProgress before, CrmError? refusal) =>
        refusal is null ? before with { Converted = before.Converted + 1 }
        : NotToBeConverted.Contains(refusal.Code) ? before with { NotConverted = before.NotConverted + 1 }
        : before with { Failed = before.Failed + 1 };

    private static string Write(MassConversionProgress progress) => JsonSerializer.Serialize(progress, MassConversionJson.Default.MassConversionProgress);
}
