using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Conversion;

/// <summary>Moves what hangs on a lead to the records it became: notes, attachments and activities that are still open.</summary>
internal sealed class RelatedRecords(Caller caller, IRecordTransaction transaction, DateTimeOffset now)
{
    private const int AtOnce = 100;

    private Organization Organization => caller.Organization;

    public async Task MoveAsync(long leadId, long contactId, long attachmentsTo, CancellationToken cancellationToken)
    {
        await MoveAsync("Notes", "Parent_Id", leadId, note => note.SetReference("Parent_Id", contactId), cancellationToken);
        await MoveAsync("Attachments", "Parent_Id", leadId, file => file.SetReference("Parent_Id", attachmentsTo), cancellationToken);
        foreach (string activities in (string[])["Tasks", "Events", "Calls"])
        {
            await MoveAsync(activities, "What_Id", leadId, activity => ToContact(activity, contactId), cancellationToken);
        }
    }

    private static void ToContact(WorkingRecord activity, long contactId)
    {
        activity.SetReference("What_Id", null);
        activity.SetReference("Who_Id", contactId);
    }

    // Some at a time: a lead may have any number of them.
    private async Task MoveAsync(string apiName, string lookup, long leadId, Action<WorkingRecord> move, CancellationToken cancellationToken)
    {
        if (Organization.FindModule(apiName) is not { } module || module.Find(lookup) is not { Slot: not null } field)
        {
            return;
        }

        IRecordTransaction records = transaction.In(module);
        IReadOnlyList<long> found;
        long last = 0;
        do
        {
            found = await records.ReferringAsync(field, leadId, last, AtOnce, cancellationToken);
            if (found.Count == 0)
            {
                return;
            }

            last = found[^1];
            IReadOnlyList<StoredDocument> documents = await records.LoadAsync(found, cancellationToken);
            WorkingRecord[] open = [.. documents.Select(document => new WorkingRecord(module, Organization, document)).Where(record => IsOpen(module, record))];
            foreach (WorkingRecord record in open)
            {
                move(record);
                record.Touch(caller.User.Id, now);
            }

            records.Save([.. open.Select(record => record.ToChange())]);
            await records.SendAsync(cancellationToken);
        }
        while (found.Count == AtOnce);
    }

    private bool IsOpen(Module module, WorkingRecord record) => module.ApiName switch
    {
        "Tasks" => module.Find("Status") is not { } status || record.JsonOf(status) != "\"Completed\"",
        "Events" => EndsLater(module, "End_DateTime", record),
        "Calls" => EndsLater(module, "Call_Start_Time", record),
        _ => true,
    };

    private bool EndsLater(Module module, string apiName, WorkingRecord record) =>
        module.Find(apiName) is { } field && string.CompareOrdinal(record.KeyOf(field), Keys.OfInstant(now)) >= 0;
}
