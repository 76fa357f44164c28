using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Conversion;

/// <summary>Writes a conversion in which nothing can go wrong any more.</summary>
internal sealed class ConversionWriter(Caller caller, ConversionRequest request, IRecordTransaction transaction, IdSource ids, DateTimeOffset now)
{
    public async Task WriteAsync(
        WorkingRecord lead, ConversionTargets targets, Dictionary<ConversionTarget, FieldValue> tags, CancellationToken cancellationToken)
    {
        await MakeAsync(lead, targets, cancellationToken);
        foreach ((ConversionTarget target, FieldValue value) in tags)
        {
            target.Record.Set(target.Module.Find("Tag")!, value);
            target.Record.Touch(caller.User.Id, now);
        }

        long contact = targets.Contact.Record.Id;
        long attachmentsTo = targets.All.FirstOrDefault(target => target.Module.ApiName == request.AttachmentsTo)?.Record.Id ?? contact;
        await new RelatedRecords(caller, transaction, now).MoveAsync(lead.Id, contact, attachmentsTo, cancellationToken);
        Mark(lead, targets);
        foreach (ConversionTarget target in targets.All)
        {
            target.Save();
        }
    }

    private async Task MakeAsync(WorkingRecord lead, ConversionTargets targets, CancellationToken cancellationToken)
    {
        bool joins = targets.JoinsAccount(request);
        foreach (ConversionTarget target in targets.All)
        {
            await target.MakeAsync(cancellationToken);
        }

        WorkingRecord person = targets.Contact.Record;
        if (targets.Contact.Existing is null)
        {
            person.TakeDecisions(lead, ids.Next(), caller.User.Id, now);
        }

        if (joins)
        {
            person.SetReference("Account_Name", targets.Account?.Record.Id);
            person.Touch(caller.User.Id, now);
        }

        if (targets.Deal is { } deal)
        {
            deal.Record.SetReference("Contact_Name", person.Id);
            deal.Record.SetReference("Account_Name", targets.Account?.Record.Id);
            SetAge(deal.Record, lead);
        }
    }

    private void Mark(WorkingRecord lead, ConversionTargets targets)
    {
        string moment = Keys.OfInstant(now);
        ConvertedDetail detail = new(targets.Contact.Record.Id, targets.Account?.Record.Id, targets.Deal?.Record.Id, now, caller.User.Id);
        lead.Convert(detail);
        lead.SetSystem("Converted__s", "true", "1");
        lead.SetSystem("Converted_Date_Time", $"\"{moment}\"", moment);
        lead.SetReference("Converted_Contact", detail.Contact);
        lead.SetReference("Converted_Account", detail.Account);
        lead.SetReference("Converted_Deal", detail.Deal);
        SetAge(lead, lead);
        lead.Touch(caller.User.Id, now);
    }

    // In days.
    private void SetAge(WorkingRecord record, WorkingRecord lead)
    {
        int days = Math.Max(0, (int)(now - lead.CreatedTime).TotalDays);
        record.SetSystem("Lead_Conversion_Time", RecordId.Format(days), Keys.OfNumber(days));
    }
}
