using System.Collections.Immutable;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Conversion;

/// <summary>One of the records a lead becomes: an existing one, or a draft of a new one.</summary>
internal sealed class ConversionTarget(Module module, WriteBatch batch, RecordDraft draft)
{
    private WorkingRecord? _record;

    public Module Module => module;

    public RecordDraft Draft => draft;

    /// <summary>Gets the record that existed before; null for a new one.</summary>
    public WorkingRecord? Existing { get; private set; }

    /// <summary>Gets the record, once there is one.</summary>
    public WorkingRecord Record => _record ?? throw new InvalidOperationException("The record was not made yet.");

    /// <summary>Uses a record that was named.</summary>
    public async Task<CrmError?> UseAsync(long id, CancellationToken cancellationToken)
    {
        Existing = _record = await batch.FindAsync(id, cancellationToken);
        return Existing is null ? CrmErrors.Records.InvalidId("id", $"{draft.Path}.id") : null;
    }

    /// <summary>Looks for a record that means the same, and keeps others from making one meanwhile.</summary>
    public async Task MatchAsync(ImmutableArray<Field> fields, CancellationToken cancellationToken)
    {
        await batch.PrepareAsync([draft], fields, cancellationToken);
        Existing = _record = batch.Match(draft, fields);
    }

    /// <summary>Tells why the record cannot be made.</summary>
    public CrmError? Problem() => Existing is null ? batch.ProblemOf(draft) : null;

    /// <summary>Makes the record, unless it exists.</summary>
    public async Task<WorkingRecord> MakeAsync(CancellationToken cancellationToken) => _record ??= await batch.AddAsync(draft, cancellationToken);

    /// <summary>Asks to store what changed.</summary>
    public void Save() => batch.Save();
}
