using System.Text.Json;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Privacy.Basis;

/// <summary>Why a person's data may be processed: the object Data_Processing_Basis_Details of a record.</summary>
public sealed record ProcessingBasis
{
    /// <summary>Gets the id of the consent, given with the first write and kept.</summary>
    public required long Id { get; init; }

    /// <summary>Gets the basis in its short spelling.</summary>
    public required string Basis { get; init; }

    /// <summary>Gets how the consent came: Email, Call, or a form.</summary>
    public string? ConsentThrough { get; init; }

    /// <summary>Gets the day of the consent.</summary>
    public string? ConsentDate { get; init; }

    /// <summary>Gets the day the consent ends.</summary>
    public string? ConsentEndsOn { get; init; }

    /// <summary>Gets remarks about the consent.</summary>
    public string? ConsentRemarks { get; init; }

    /// <summary>Gets the reason of a basis other than consent.</summary>
    public string? LawfulReason { get; init; }

    /// <summary>Gets a value indicating whether the person may be written to.</summary>
    public bool ThroughEmail { get; init; }

    /// <summary>Gets a value indicating whether the person may be called.</summary>
    public bool ThroughPhone { get; init; }

    /// <summary>Gets a value indicating whether the person may be sent surveys.</summary>
    public bool ThroughSurvey { get; init; }

    /// <summary>Gets a value indicating whether the person may be contacted on social media.</summary>
    public bool ThroughSocial { get; init; }

    /// <summary>Gets when the consent mail went out.</summary>
    public DateTimeOffset? MailSentTime { get; init; }

    /// <summary>Gets the user who owns the consent.</summary>
    public required long Owner { get; init; }

    /// <summary>Gets the user who first wrote it.</summary>
    public required long CreatedBy { get; init; }

    /// <summary>Gets the user who last wrote it.</summary>
    public required long ModifiedBy { get; init; }

    /// <summary>Gets when it was first written.</summary>
    public required DateTimeOffset CreatedTime { get; init; }

    /// <summary>Gets when it was last written.</summary>
    public required DateTimeOffset ModifiedTime { get; init; }

    /// <summary>Writes the object as record APIs show it. Clients fail when one of its system keys is missing.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="context">Who reads it.</param>
    public void WriteTo(Utf8JsonWriter writer, ViewContext context)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(context);
        writer.WriteStartObject();
        writer.WritePropertyName(nameof(Owner));
        context.WriteUser(writer, Owner);
        writer.WritePropertyName("Created_By");
        context.WriteUser(writer, CreatedBy);
        writer.WritePropertyName("Modified_By");
        context.WriteUser(writer, ModifiedBy);
        writer.WritePropertyName("Created_Time");
        context.WriteInstant(writer, CreatedTime);
        writer.WritePropertyName("Modified_Time");
        context.WriteInstant(writer, ModifiedTime);
        writer.WriteString("Consent_Through", ConsentThrough);
        writer.WriteBoolean("Contact_Through_Email", ThroughEmail);
        writer.WriteBoolean("Contact_Through_Social", ThroughSocial);
        writer.WriteBoolean("Contact_Through_Phone", ThroughPhone);
        writer.WriteBoolean("Contact_Through_Survey", ThroughSurvey);
        writer.WritePropertyName("Mail_Sent_Time");
        if (MailSentTime is { } sent)
        {
            context.WriteInstant(writer, sent);
        }
        else
        {
            writer.WriteNullValue();
        }

        writer.WriteString("Consent_Date", ConsentDate);
        writer.WriteString("Consent_EndsOn", ConsentEndsOn);
        writer.WriteString("Consent_Remarks", ConsentRemarks);
        writer.WriteString("Lawful_Reason", LawfulReason);
        writer.WriteString("Data_Processing_Basis", Basis);
        writer.WriteString("id", RecordId.Format(Id));
        writer.WriteEndObject();
    }
}
