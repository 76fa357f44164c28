using System.Text.Json;
using PrivacyCrm.Core.Privacy.Basis;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Schema.Types;

namespace PrivacyCrm.Core.Records;

/// <summary>What a person decided about a record that is being written: the consent, whose parts have keys of their own, and the stop.</summary>
internal static class RecordDecisions
{
    /// <summary>The name of the consent.</summary>
    public const string ConsentField = "Data_Processing_Basis_Details";

    /// <summary>The consent; null when there is none.</summary>
    public static ProcessingBasis? Basis(this WorkingRecord record) => ConsentOf(record) is { } field && record.JsonOf(field) is { } json
        ? JsonSerializer.Deserialize(json, ProcessingBasisJson.Default.ProcessingBasis)
        : null;

    /// <summary>Sets the consent.</summary>
    public static void SetBasis(this WorkingRecord record, ProcessingBasis? basis)
    {
        if (ConsentOf(record) is { } field)
        {
            record.Set(field, basis is null ? FieldValue.Null : new FieldValue(JsonSerializer.Serialize(basis, ProcessingBasisJson.Default.ProcessingBasis)));
            SetKeys(record, basis);
        }
    }

    /// <summary>Takes over what a person decided in another record: the consent, as a row of its own, and the stop.</summary>
    /// <param name="record">The record.</param>
    /// <param name="other">The other record.</param>
    /// <param name="newId">The id of the new consent.</param>
    /// <param name="userId">Who writes.</param>
    /// <param name="now">When.</param>
    public static void TakeDecisions(this WorkingRecord record, WorkingRecord other, long newId, long userId, DateTimeOffset now)
    {
        record.IsStopped |= other.IsStopped;
        string? stored = other.HiddenConsent ?? (ConsentOf(other) is { } field ? other.JsonOf(field) : null);
        if (stored is null)
        {
            return;
        }

        ProcessingBasis taken = JsonSerializer.Deserialize(stored, ProcessingBasisJson.Default.ProcessingBasis)! with
        {
            Id = newId,
            CreatedBy = userId,
            ModifiedBy = userId,
            CreatedTime = now,
            ModifiedTime = now,
        };
        record.SetBasis(taken);
        if (ConsentOf(record) is null)
        {
            // Privacy may be turned on for this module later.
            record.HiddenConsent = JsonSerializer.Serialize(taken, ProcessingBasisJson.Default.ProcessingBasis);
            SetKeys(record, taken);
        }
    }

    private static Field? ConsentOf(WorkingRecord record) => record.Module.Fields.FirstOrDefault(field => field.Type is ConsentLookupType);

    private static void SetKeys(WorkingRecord record, ProcessingBasis? basis)
    {
        foreach (BasisKey key in BasisKeys.All)
        {
            record.SetKey(key.Slot, basis is null ? null : key.KeyOf(basis));
        }
    }
}
