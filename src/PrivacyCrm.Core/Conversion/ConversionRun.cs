using System.Collections.Immutable;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Conversion;

/// <summary>One conversion inside its transaction: first everything is found and checked, then everything is written, or nothing.</summary>
internal sealed class ConversionRun(Caller caller, Module leads, ConversionRequest request, IRecordTransaction transaction, IdSource ids, DateTimeOffset now)
{
    private const string Path = "$.data[0]";

    private Organization Organization => caller.Organization;

    public async Task<Result<ConvertedLead>> RunAsync(long? id, CancellationToken cancellationToken)
    {
        WriteBatch batch = Batch(leads, transaction);
        if (await batch.FindAsync(id, cancellationToken) is not { } lead)
        {
            return CrmErrors.Requests.InvalidPathId(1);
        }

        if (Closed(lead) is { } closed)
        {
            return closed;
        }

        LeadValues values = new(caller, leads, lead);
        if (!(await FindAsync(values, lead, cancellationToken)).TryGet(out ConversionTargets? targets, out CrmError? error)
            || !TagsOf(targets, lead).TryGet(out Dictionary<ConversionTarget, FieldValue>? tags, out error))
        {
            return error;
        }

        if (targets.All.Select(target => NotPermitted(target, tags.ContainsKey(target) || IsMoved(target, targets.Account))).FirstOrDefault(one => one is not null) is { } refused)
        {
            return refused;
        }

        await MakeAsync(targets, lead, cancellationToken);
        foreach ((ConversionTarget target, FieldValue value) in tags)
        {
            target.Record.Set(target.Module.Find("Tag")!, value);
            target.Record.Touch(caller.User.Id, now);
        }

        long attachmentsTo = targets.All.FirstOrDefault(target => target.Module.ApiName == request.AttachmentsTo)?.Record.Id ?? targets.Contact.Record.Id;
        await new RelatedRecords(caller, transaction, now).MoveAsync(lead.Id, targets.Contact.Record.Id, attachmentsTo, cancellationToken);
        Mark(lead, targets);
        batch.Save();
        foreach (ConversionTarget target in targets.All)
        {
            target.Save();
        }

        return new ConvertedLead(Tell(targets.Contact), targets.Account is { } account ? Tell(account) : null, targets.Deal is { } deal ? Tell(deal) : null);
    }

    private CrmError? Closed(WorkingRecord lead)
    {
        if (lead.IsStopped && Organization.Privacy.AppliesTo(leads.ApiName))
        {
            return CrmErrors.Conversion.StopProcessing();
        }

        if (lead.IsConverted)
        {
            return CrmErrors.Conversion.AlreadyConverted();
        }

        return request.AssignTo is { } owner && !Subordinates.Includes(caller, owner) ? CrmErrors.Conversion.NotSubordinate() : null;
    }

    private async Task<Result<ConversionTargets>> FindAsync(LeadValues values, WorkingRecord lead, CancellationToken cancellationToken)
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
        if (!new DealReader(deals, caller).Read(sent, $"{Path}.{deals.ApiName}").TryGet(out RecordDraft? draft, out CrmError? error))
        {
            return error;
        }

        values.AddTo(draft, deals);
        if (request.AssignTo is not null || deals.Find("Owner") is not { } field || !draft.Values.ContainsKey(field))
        {
            Own(draft, deals, owner);
        }

        return new[] { new ConversionTarget(deals, Batch(deals, transaction.In(deals)), draft) };
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

    // A contact of one company is not made one of another in passing.
    private CrmError? Mismatch(ConversionTarget contact, ConversionTarget? account)
    {
        bool isOfAnother = request.AccountId is not null && !request.Overwrites && contact.Existing?.ReferenceOf("Account_Name") is { } before && before != account?.Existing?.Id;
        return !isOfAnother ? null
            : request.ContactId is not null ? CrmErrors.Conversion.ContactMismatch($"{Path}.Contacts")
            : CrmErrors.Conversion.AccountMismatch($"{Path}.Accounts");
    }

    private static CrmError? Withheld(ConversionTarget target, LeadValues values) =>
        target.Existing is null && values.Withheld(target.Module) is { } field ? CrmErrors.Conversion.RestrictedValue(field.ApiName, target.Draft.PathOf(field.ApiName)) : null;

    private Result<Dictionary<ConversionTarget, FieldValue>> TagsOf(ConversionTargets targets, WorkingRecord lead)
    {
        CarriedTags carried = new(leads, lead, request.Tags, Organization);
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

    private async Task MakeAsync(ConversionTargets targets, WorkingRecord lead, CancellationToken cancellationToken)
    {
        (ConversionTarget contact, ConversionTarget? account, ConversionTarget? deal) = targets;
        WorkingRecord person = await contact.MakeAsync(cancellationToken);
        if (contact.Existing is null)
        {
            person.TakeDecisions(lead, ids.Next(), caller.User.Id, now);
        }

        if (account is not null)
        {
            await account.MakeAsync(cancellationToken);
            Join(contact, account);
        }

        if (deal is not null)
        {
            WorkingRecord made = await deal.MakeAsync(cancellationToken);
            made.SetReference("Contact_Name", person.Id);
            made.SetReference("Account_Name", account?.Record.Id);
            SetAge(made, lead);
        }
    }

    private CrmError? NotPermitted(ConversionTarget target, bool isChanged)
    {
        ModuleUse use = target.Existing is null ? ModuleUse.Create : isChanged ? ModuleUse.Edit : ModuleUse.View;
        return caller.May(use, target.Module) ? null : CrmErrors.Requests.ModuleNotPermitted(Permissions.NameOf(use, target.Module));
    }

    // Whether an existing contact gets the account of the conversion.
    private bool IsMoved(ConversionTarget target, ConversionTarget? account)
    {
        long? before = target.Existing?.ReferenceOf("Account_Name");
        return target.Module.ApiName == ConversionModules.Contacts && account is not null && (before is null || (request.Overwrites && before != account.Existing?.Id));
    }

    private void Join(ConversionTarget contact, ConversionTarget account)
    {
        if (IsMoved(contact, account))
        {
            WorkingRecord person = contact.Record;
            person.SetReference("Account_Name", account.Record.Id);
            person.Touch(caller.User.Id, now);
        }
    }

    private void Mark(WorkingRecord lead, ConversionTargets targets)
    {
        string moment = Keys.OfInstant(now);
        lead.Convert(new ConvertedDetail(targets.Contact.Record.Id, targets.Account?.Record.Id, targets.Deal?.Record.Id, now, caller.User.Id));
        lead.SetSystem("Converted__s", "true", "1");
        lead.SetSystem("Converted_Date_Time", $"\"{moment}\"", moment);
        lead.SetReference("Converted_Contact", targets.Contact.Record.Id);
        lead.SetReference("Converted_Account", targets.Account?.Record.Id);
        lead.SetReference("Converted_Deal", targets.Deal?.Record.Id);
        SetAge(lead, lead);
        lead.Touch(caller.User.Id, now);
    }

    // In days.
    private void SetAge(WorkingRecord record, WorkingRecord lead)
    {
        int days = Math.Max(0, (int)(now - lead.CreatedTime).TotalDays);
        record.SetSystem("Lead_Conversion_Time", RecordId.Format(days), Keys.OfNumber(days));
    }

    private ConvertedRecord Tell(ConversionTarget target) => new(target.Record.Id, caller.MayReadNamesOf(target.Module) ? target.Record.Name : null);

    private ConversionTarget NewTarget(LeadValues values, Module module, long owner)
    {
        RecordDraft draft = values.DraftFor(module);
        Own(draft, module, owner);
        return new ConversionTarget(module, Batch(module, transaction.In(module)), draft);
    }

    private static void Own(RecordDraft draft, Module module, long owner)
    {
        if (module.Find("Owner") is { } field)
        {
            draft.Values[field] = new FieldValue($"\"{RecordId.Format(owner)}\"", RecordId.Format(owner));
        }
    }

    private Module Find(string apiName) => Organization.FindModule(apiName) ?? throw new InvalidOperationException("A module that every organization has is missing.");

    private WriteBatch Batch(Module module, IRecordTransaction records) => new(caller, module, records, ids, now);
}
