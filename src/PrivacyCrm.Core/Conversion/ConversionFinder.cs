using System.Collections.Immutable;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Privacy;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Conversion;

/// <summary>Finds the records a lead becomes, existing ones or drafts of new ones, and tells what speaks against them.</summary>
internal sealed class ConversionFinder(Caller caller, ConversionRequest request, IRecordTransaction transaction, IdSource ids, DateTimeOffset now)
{
    private const string Path = "$.data[0]";

    private Organization Organization => caller.Organization;

    public async Task<Result<ConversionTargets>> FindAsync(LeadValues values, WorkingRecord lead, CancellationToken cancellationToken)
    {
        long owner = request.AssignTo ?? lead.UserOf("Owner") ?? caller.User.Id;
        if (!DealOf(values, owner).TryGet(out ConversionTarget[]? deals, out CrmError? error))
        {
            return error;
        }

        // In this order for everybody, so that two conversions never wait for each other.
        ConversionTarget contact = NewTarget(values, Find(ConversionModules.Contacts), owner);
        ConversionTarget account = NewTarget(values, Find(ConversionModules.Accounts), owner);
        if (await ResolveAsync(contact, request.ContactId, values, cancellationToken) is { } noContact)
        {
            return noContact;
        }

        if (await ResolveAsync(account, request.AccountId, values, cancellationToken) is { } noAccount)
        {
            return noAccount;
        }

        foreach (ConversionTarget deal in deals)
        {
            await deal.MatchAsync([], cancellationToken);
        }

        bool hasAccount = account.Existing is not null || (account.Module.Find(account.Module.DisplayField) is { } name && account.Draft.Values.ContainsKey(name));
        ConversionTargets targets = new(contact, hasAccount ? account : null, deals.FirstOrDefault());
        return ProblemOf(targets, values) is { } problem ? problem : targets;
    }

    private Result<ConversionTarget[]> DealOf(LeadValues values, long owner)
    {
        if (request.Deal is not { } sent)
        {
            return Array.Empty<ConversionTarget>();
        }

        Module deals = Find(ConversionModules.Deals);
        if (!new DealReader(deals, caller).Read(sent, $"{Path}.{deals.ApiName}", Path).TryGet(out RecordDraft? draft, out CrmError? error))
        {
            return error;
        }

        values.AddTo(draft, deals);
        if (request.AssignTo is not null || deals.Find("Owner") is not { } field || !draft.Values.ContainsKey(field))
        {
            Own(draft, deals, owner);
        }

        return new[] { new ConversionTarget(deals, Batch(deals), draft) };
    }

    private static async Task<CrmError?> ResolveAsync(ConversionTarget target, long? id, LeadValues values, CancellationToken cancellationToken)
    {
        if (id is { } known)
        {
            return await target.UseAsync(known, cancellationToken);
        }

        ImmutableArray<Field> fields = values.AddMatched(target.Draft, target.Module);
        await target.MatchAsync(fields, cancellationToken);
        return null;
    }

    private CrmError? ProblemOf(ConversionTargets targets, LeadValues values)
    {
        (ConversionTarget contact, ConversionTarget? account, ConversionTarget? deal) = targets;
        if (contact.Existing is { IsStopped: true } stopped && Organization.Privacy.AppliesTo(contact.Module.ApiName))
        {
            return CrmErrors.Privacy.StopProcessing($"{contact.Draft.Path}.id", RecordId.Format(stopped.Id));
        }

        return Mismatch(contact, account)
            ?? Withheld(contact, values)
            ?? (account is null ? null : Withheld(account, values))
            ?? contact.Problem() ?? account?.Problem() ?? deal?.Problem();
    }

    // A contact of one company is not made one of another in passing. Who may not see the company keeps it without a word.
    private CrmError? Mismatch(ConversionTarget contact, ConversionTarget? account)
    {
        bool isOfAnother = request.AccountId is not null && !request.Overwrites
            && contact.Module.Find("Account_Name") is { } field && caller.AccessTo(contact.Module).Allows(field, FieldUse.Read)
            && contact.Existing?.ReferenceOf("Account_Name") is { } before && before != account?.Existing?.Id;
        return !isOfAnother ? null
            : request.ContactId is not null ? CrmErrors.Conversion.ContactMismatch($"{Path}.Contacts")
            : CrmErrors.Conversion.AccountMismatch($"{Path}.Accounts");
    }

    private static CrmError? Withheld(ConversionTarget target, LeadValues values) => target.Existing is null && values.Withheld(target.Module) is { } field
        ? CrmErrors.Conversion.RestrictedValue(field.ApiName, target.Draft.PathOf(field.ApiName))
        : null;

    private ConversionTarget NewTarget(LeadValues values, Module module, long owner)
    {
        RecordDraft draft = values.DraftFor(module);
        Own(draft, module, owner);
        return new ConversionTarget(module, Batch(module), draft);
    }

    private static void Own(RecordDraft draft, Module module, long owner)
    {
        if (module.Find("Owner") is { } field)
        {
            draft.Values[field] = new FieldValue($"\"{RecordId.Format(owner)}\"", RecordId.Format(owner));
        }
    }

    private Module Find(string apiName) => Organization.FindModule(apiName) ?? throw new InvalidOperationException("A module that every organization has is missing.");

    private WriteBatch Batch(Module module) => new(caller, module, transaction.In(module), ids, now);
}
