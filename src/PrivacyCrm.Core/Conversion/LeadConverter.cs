using System.Text.Json;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Jobs;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Conversion;

/// <summary>Makes a contact of a lead, and an account and a deal where there is something to make them of: all together or nothing.</summary>
/// <param name="store">Where records are.</param>
/// <param name="ids">Makes ids.</param>
/// <param name="time">The clock.</param>
public sealed class LeadConverter(IRecordStore store, IdSource ids, TimeProvider time)
{
    /// <summary>Converts a lead.</summary>
    /// <param name="caller">Who converts.</param>
    /// <param name="leads">The module of the lead.</param>
    /// <param name="sentId">The lead's id as sent.</param>
    /// <param name="sent">What to do, as sent.</param>
    /// <param name="cancellationToken">Ends the conversion before it is committed.</param>
    /// <returns>What the lead became, or the refusal.</returns>
    public async Task<Result<ConvertedLead>> ConvertAsync(Caller caller, Module leads, string sentId, JsonElement sent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return ConversionRequestReader.Read(sent, caller.Organization).TryGet(out ConversionRequest? request, out CrmError? error)
            ? await ConvertAsync(caller, leads, RecordId.Parse(sentId), request, cancellationToken)
            : error;
    }

    /// <summary>Converts a lead as a request that was read asks for. As a step of a job it is counted in the same transaction, also when it is refused.</summary>
    internal Task<Result<ConvertedLead>> ConvertAsync(
        Caller caller, Module leads, long? id, ConversionRequest request, CancellationToken cancellationToken, Func<CrmError?, JobStep>? step = null) => store.WriteAsync(
            caller.Organization,
            leads,
            async (transaction, token) =>
            {
                Result<ConvertedLead> converted = await new ConversionRun(caller, leads, request, transaction, ids, Instants.ToSecond(time.GetUtcNow())).RunAsync(id, token);
                converted.TryGet(out _, out CrmError? refusal);
                if (step is not null)
                {
                    transaction.Advance(step(refusal));
                }

                return converted;
            },
            cancellationToken);
}
