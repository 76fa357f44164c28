using PrivacyCrm.Core.Privacy.Basis;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Records.History;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Store.Records;

/// <summary>The statements that store a changed record. Statements of one kind come together, so that a module's inserts have one text each.</summary>
internal sealed class RecordStatements(long organizationId, Module module, IdSource ids)
{
    private const string Key = "organization_id, module_id, id";

    private const string InsertRecord =
        $"INSERT INTO records ({Key}, document, name, created_time, modified_time, is_converted) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7)";

    private const string UpdateRecord =
        "UPDATE records SET document = @p3, name = @p4, modified_time = @p5, is_converted = @p6 WHERE organization_id = @p0 AND module_id = @p1 AND id = @p2";

    private const string InsertWords = $"INSERT INTO record_words ({Key}, words) VALUES (@p0, @p1, @p2, @p3)";

    private const string UpdateWords = "UPDATE record_words SET words = @p3 WHERE organization_id = @p0 AND module_id = @p1 AND id = @p2";

    private const string TakeValue =
        "INSERT INTO unique_values (organization_id, module_id, field_id, key, record_id) VALUES (@p0, @p1, @p2, @p3, @p4)";

    private const string ReleaseValue =
        "DELETE FROM unique_values WHERE organization_id = @p0 AND module_id = @p1 AND field_id = @p2 AND key = @p3";

    private const string InsertHistory =
        "INSERT INTO record_history (organization_id, module_id, record_id, time, id, user_id, action, source, document) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8)";

    private static readonly string[] ConsentSlots = [.. BasisKeys.All.Select(key => key.Slot)];

    private readonly string[] _slots = [.. module.Fields.Select(field => field.Slot).OfType<string>().Where(SlotMap.Contains)];

    /// <summary>Adds the statements of all changes: values are released before others take them.</summary>
    public void AddTo(StatementBatch batch, IReadOnlyList<RecordChange> changes)
    {
        foreach (UniqueKey key in changes.SelectMany(change => change.Released))
        {
            batch.Add(ReleaseValue, organizationId, module.Id, key.FieldId, key.Key);
        }

        AddRecords(batch, changes);
        AddIndex(batch, changes);
        foreach (RecordChange change in changes.Where(change => change.Words is not null))
        {
            batch.Add(change.IsNew ? InsertWords : UpdateWords, organizationId, module.Id, change.Id, change.Words);
        }

        foreach (RecordChange change in changes)
        {
            AddHistory(batch, change.Id, change.History);
        }

        foreach (RecordChange change in changes)
        {
            foreach (UniqueKey key in change.Taken)
            {
                batch.Add(TakeValue, organizationId, module.Id, key.FieldId, key.Key, change.Id);
            }
        }
    }

    /// <summary>Adds the statement that remembers what was done to a record.</summary>
    public void AddHistory(StatementBatch batch, long recordId, HistoryEntry entry) => batch.Add(
        InsertHistory, organizationId, module.Id, recordId, entry.Time, ids.Next(), entry.UserId, entry.Action, entry.Source, entry.Changes);

    private void AddRecords(StatementBatch batch, IReadOnlyList<RecordChange> changes)
    {
        foreach (RecordChange change in changes)
        {
            if (change.IsNew)
            {
                batch.Add(InsertRecord, organizationId, module.Id, change.Id, change.Document, change.Name, change.CreatedTime, change.ModifiedTime, change.IsConverted);
            }
            else
            {
                batch.Add(UpdateRecord, organizationId, module.Id, change.Id, change.Document, change.Name, change.ModifiedTime, change.IsConverted);
            }
        }
    }

    private void AddIndex(StatementBatch batch, IReadOnlyList<RecordChange> changes)
    {
        bool hasConsent = changes.Any(change => change.Slots.ContainsKey(ConsentSlots[0]));
        string[] slots = hasConsent ? [.. _slots, .. ConsentSlots] : _slots;
        string insert = $"INSERT INTO record_index ({Key}, is_converted{string.Concat(slots.Select(slot => $", {CrmDbContext.Snake(slot)}"))}) VALUES ({ParameterNames.List(4 + slots.Length)})";
        foreach (RecordChange change in changes)
        {
            if (change.IsNew)
            {
                batch.Add(insert, [organizationId, module.Id, change.Id, change.IsConverted, .. slots.Select(slot => change.Slots.GetValueOrDefault(slot))]);
            }
            else
            {
                string[] changed = [.. change.Slots.Keys.Where(SlotMap.Contains).Order(StringComparer.Ordinal)];
                string sets = string.Concat(changed.Select((slot, index) => $", {CrmDbContext.Snake(slot)} = {ParameterNames.Of(4 + index)}"));
                batch.Add(
                    $"UPDATE record_index SET is_converted = @p3{sets} WHERE organization_id = @p0 AND module_id = @p1 AND id = @p2",
                    [organizationId, module.Id, change.Id, change.IsConverted, .. changed.Select(slot => change.Slots[slot])]);
            }
        }
    }
}
