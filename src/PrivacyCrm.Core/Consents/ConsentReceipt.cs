using System.Security.Cryptography;
using System.Text.Json;
using System.Xml;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Consents;

/// <summary>
/// A proof of a consent, or of its end, that can be kept elsewhere: the fields of a consent record of ISO/IEC TS 27560, with ids and sentences
/// and no name or address of anybody.
/// </summary>
public static class ConsentReceipt
{
    private const string Version = "ISO/IEC TS 27560:2023";

    /// <summary>The word for what a grant is a proof of.</summary>
    /// <param name="grant">The grant.</param>
    /// <param name="now">The moment.</param>
    /// <returns>granted, revoked or expired.</returns>
    public static string EventOf(Grant grant, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(grant);
        return grant.StateAt(now) switch
        {
            GrantState.Active => Words.Of(ConsentEventKind.Granted),
            GrantState.Expired => Words.Of(ConsentEventKind.Expired),
            GrantState.Superseded => Words.Of(ConsentEventKind.Superseded),
            _ => Words.Of(ConsentEventKind.Revoked),
        };
    }

    /// <summary>Writes the body.</summary>
    /// <param name="grant">The grant.</param>
    /// <param name="organizationId">The organization.</param>
    /// <param name="now">The moment.</param>
    /// <returns>The JSON, the same for the same facts.</returns>
    public static byte[] Write(Grant grant, long organizationId, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(grant);
        using MemoryStream body = new();
        using (Utf8JsonWriter writer = new(body))
        {
            writer.WriteStartObject();
            writer.WriteString("schema_version", Version);
            writer.WriteString("record_id", RecordId.Format(grant.Id));
            writer.WriteString("pii_principal_id", RecordId.Format(grant.Subject.Id));
            writer.WriteString("pii_principal_type", Words.Of(grant.Subject.Audience));
            WriteNotice(writer, grant);
            WriteProcessing(writer, grant);
            WriteParties(writer, grant, organizationId);
            WriteEvents(writer, grant, now);
            writer.WriteEndObject();
        }

        return body.ToArray();
    }

    /// <summary>The hash by which a kept body is compared.</summary>
    /// <param name="body">The body.</param>
    /// <returns>The hash.</returns>
    public static string HashOf(ReadOnlySpan<byte> body) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(body))}";

    /// <summary>A moment as all of it is told: in UTC.</summary>
    /// <param name="moment">The moment.</param>
    /// <returns>The text.</returns>
    public static string TimeOf(DateTimeOffset moment) => XmlConvert.ToString(moment.UtcDateTime, XmlDateTimeSerializationMode.Utc);

    private static void WriteNotice(Utf8JsonWriter writer, Grant grant)
    {
        writer.WriteStartObject("privacy_notice");
        writer.WriteString("request_id", RecordId.Format(grant.RequestId));
        writer.WriteNumber("manifest_version", grant.ManifestVersion);
        writer.WriteString("manifest_digest", grant.Digest);
        writer.WriteEndObject();
    }

    private static void WriteProcessing(Utf8JsonWriter writer, Grant grant)
    {
        string[] recipients = grant.Recipient is { } server ? [server] : [];
        writer.WriteStartArray("pii_processing");
        foreach (Access access in grant.Accesses)
        {
            writer.WriteStartObject();
            writer.WriteString("purpose", access.Purpose);
            writer.WriteString("lawful_basis", "consent");
            writer.WriteString("pii_information", access.Key);
            writer.WriteString("service", access.Service);
            WriteTexts(writer, "processing_methods", access.Operations);
            WriteTexts(writer, "recipient_third_parties", access.Parts.IsThirdParty ? [access.Parts.Service, .. recipients] : recipients);
            writer.WriteString("withdrawal_method", $"DELETE /api/v3/consents/{RecordId.Format(grant.Id)}");
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteParties(Utf8JsonWriter writer, Grant grant, long organizationId)
    {
        writer.WriteStartArray("party_identification");
        WriteParty(writer, organizationId, "pii_controller");
        WriteParty(writer, grant.Target.Id, "pii_processor");
        WriteParty(writer, grant.GrantedBy, "consenting_party");
        writer.WriteEndArray();
    }

    private static void WriteParty(Utf8JsonWriter writer, long id, string role)
    {
        writer.WriteStartObject();
        writer.WriteString("party_id", RecordId.Format(id));
        writer.WriteString("party_role", role);
        writer.WriteEndObject();
    }

    private static void WriteEvents(Utf8JsonWriter writer, Grant grant, DateTimeOffset now)
    {
        writer.WriteStartArray("consent_events");
        writer.WriteStartObject();
        writer.WriteString("event_type", Words.Of(ConsentEventKind.Granted));
        writer.WriteString("event_time", TimeOf(grant.GrantedTime));
        writer.WriteString("validity_duration", XmlConvert.ToString(grant.ExpiresTime - grant.GrantedTime));
        writer.WriteString("valid_until", TimeOf(grant.ExpiresTime));
        writer.WriteEndObject();
        if (grant.StateAt(now) != GrantState.Active)
        {
            writer.WriteStartObject();
            writer.WriteString("event_type", EventOf(grant, now));
            writer.WriteString("event_time", TimeOf(grant.EndedTime ?? grant.ExpiresTime));
            if (grant.EndReason is { } reason && reason != EndReason.Expired)
            {
                writer.WriteString("reason", Words.Of(reason));
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (string text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }
}
