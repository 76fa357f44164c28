using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Conversion;

/// <summary>One conversion inside its transaction: first everything is found and checked, then everything is written, or nothing.</summary>
internal sealed class ConversionRun(Caller caller, Module leads, ConversionRequest request, IRecordTransaction transaction, IdSource ids, DateTimeOffset now)
{
    public async Task<Result<ConvertedLead>> RunAsync(long? id, CancellationToken cancellationToken)
    {
        WriteBatch batch = new(caller, leads, transaction, ids, now);
        if (await batch.FindAsync(id, cancellationToken) is not { } lead)
        {
            return CrmErrors.Requests.InvalidPathId(1);
        }

        if ((Closed(lead) ?? NotPermitted()) is { } closed)
        {
            return closed;
        }

        ConversionFinder finder = new(caller, request, transaction, ids, now);
        if (!(await finder.FindAsync(new LeadValues(caller, leads, lead), lead, cancellationToken)).TryGet(out ConversionTargets? targets, out CrmError? error)
            || !TagsOf(targets, lead).TryGet(out Dictionary<ConversionTarget, FieldValue>? tags, out error))
        {
            return error;
        }

        await new ConversionWriter(caller, request, transaction, ids, now).WriteAsync(lead, targets, tags, cancellationToken);
        batch.Save();
        return new ConvertedLead(Tell(targets.Contact), targets.Account is { } account ? Tell(account) : null, targets.Deal is { } deal ? Tell(deal) : null);
    }

    private CrmError? Closed(WorkingRecord lead)
    {
        if (lead.IsStopped && caller.Organization.Privacy.AppliesTo(leads.ApiName))
        {
            return CrmErrors.Conversion.StopProcessing();
        }

        if (lead.IsConverted)
        {
            return CrmErrors.Conversion.AlreadyConverted();
        }

        return request.AssignTo is { } owner && !Subordinates.Includes(caller, owner) ? CrmErrors.Conversion.NotSubordinate("Owner", "$.data[0].Owner") : null;
    }

    private Result<Dictionary<ConversionTarget, FieldValue>> TagsOf(ConversionTargets targets, WorkingRecord lead)
    {
        CarriedTags carried = new(leads, lead, request.Tags, caller.Organization);
        Dictionary<ConversionTarget, FieldValue> tags = [];
        foreach (ConversionTarget target in targets.All)
        {
            if (!carried.For(target.Module, target.Existing).TryGet(out FieldValue? value, out CrmError? error))
            {
                return error;
            }

            if (value is { } added)
            {
                tags[target] = added;
            }
        }

        return tags;
    }

    // Asked before anything is looked for: which of the rights would do depends on what is found, and that must not be told to those without them.
    private CrmError? NotPermitted() => NotPermitted(ConversionModules.Contacts, ModuleUse.View | ModuleUse.Create | ModuleUse.Edit)
        ?? NotPermitted(ConversionModules.Accounts, ModuleUse.View | ModuleUse.Create | ModuleUse.Edit)
        ?? (request.Deal is null ? null : NotPermitted(ConversionModules.Deals, ModuleUse.View | ModuleUse.Create));

    private CrmError? NotPermitted(string apiName, ModuleUse use) =>
        caller.Organization.FindModule(apiName) is { } module && caller.MissingPermission(use, module) is { } missing
            ? CrmErrors.Requests.ModuleNotPermitted(missing)
            : null;

    private ConvertedRecord Tell(ConversionTarget target) => new(target.Record.Id, caller.MayReadNamesOf(target.Module) ? target.Record.Name : null);
}
