using System.Text.Json;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Records;

/// <summary>What became of one record of a write.</summary>
public sealed record RowOutcome
{
    /// <summary>Gets the refusal, or null when the record was written.</summary>
    public CrmError? Error { get; init; }

    /// <summary>Gets the documented message of a success.</summary>
    public string Message { get; init; } = string.Empty;

    /// <summary>Gets the documented details of a success.</summary>
    public ErrorDetails Details { get; init; } = ErrorDetails.Empty;

    /// <summary>Gets what an upsert did: insert or update; null for other writes.</summary>
    public string? Action { get; init; }

    /// <summary>Gets the field by which an upsert found the record.</summary>
    public string? DuplicateField { get; init; }

    /// <summary>A record was not written.</summary>
    /// <param name="error">Why.</param>
    public static implicit operator RowOutcome(CrmError error) => new() { Error = error };

    /// <summary>Writes the item of the answer. It never holds a value of the record.</summary>
    /// <param name="writer">Where to write.</param>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (Error is not null)
        {
            Error.WriteTo(writer);
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("code", "SUCCESS");
        if (Action is not null)
        {
            writer.WriteString("duplicate_field", DuplicateField);
            writer.WriteString("action", Action);
        }

        writer.WritePropertyName("details");
        Details.WriteTo(writer);
        writer.WriteString("message", Message);
        writer.WriteString("status", "success");
        writer.WriteEndObject();
    }

    /// <summary>The times and users of a record, as answers of writes tell them.</summary>
    /// <param name="record">The record.</param>
    /// <param name="caller">Who reads.</param>
    /// <param name="isSuccess">Whether it was written.</param>
    /// <returns>The details.</returns>
    internal static ErrorDetails StampsOf(WorkingRecord record, Caller caller, bool isSuccess)
    {
        (string, object?)[] stamps =
        [
            ("Modified_Time", Instants.Format(record.ModifiedTime, caller.User.TimeZone)),
            ("Modified_By", UserOf(record, "Modified_By", caller)),
            ("Created_Time", Instants.Format(record.CreatedTime, caller.User.TimeZone)),
            ("id", RecordId.Format(record.Id)),
            ("Created_By", UserOf(record, "Created_By", caller)),
        ];
        return ErrorDetails.Of(isSuccess ? [.. stamps, ("$approval_state", "approved")] : stamps);
    }

    private static ErrorDetails UserOf(WorkingRecord record, string apiName, Caller caller)
    {
        long id = record.UserOf(apiName) ?? caller.User.Id;
        return ErrorDetails.Of(("name", caller.Organization.FindUser(id)?.FullName), ("id", RecordId.Format(id)));
    }
}
