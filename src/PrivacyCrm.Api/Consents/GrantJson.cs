using System.Text.Json;
using PrivacyCrm.Core.Consents;

namespace PrivacyCrm.Api.Consents;

/// <summary>Writes consents and entries of the audit.</summary>
/// <param name="now">The moment.</param>
internal sealed class GrantJson(DateTimeOffset now)
{
    public void Write(Utf8JsonWriter writer, Grant grant)
    {
        writer.WriteStartObject();
        PlatformJson.WriteId(writer, "id", grant.Id);
        PlatformJson.WriteTarget(writer, grant.Target, organization: null);
        writer.WriteString("state", Words.Of(grant.StateAt(now)));
        writer.WriteString("audience", Words.Of(grant.Subject.Audience));
        PlatformJson.WriteId(writer, "subject_id", grant.Subject.Id);
        PlatformJson.WriteId(writer, "granted_by", grant.GrantedBy);
        PlatformJson.WriteId(writer, "request_id", grant.RequestId);
        PlatformJson.WriteManifest(writer, grant.ManifestVersion, grant.Digest, grant.Recipient);
        PlatformJson.WriteTexts(writer, "access_ids", grant.Accesses.Select(access => access.Key));
        PlatformJson.WriteTime(writer, "granted_at", grant.GrantedTime);
        PlatformJson.WriteTime(writer, "expires_at", grant.ExpiresTime);

        // Before and after a newer consent has noted it, one that ran out ended when it ran out.
        bool hasEnded = grant.StateAt(now) != GrantState.Active;
        PlatformJson.WriteTime(writer, "ended_at", hasEnded ? grant.EndedTime ?? grant.ExpiresTime : null);
        writer.WriteString("end_reason", hasEnded ? Words.Of(grant.EndReason ?? EndReason.Expired) : null);
        writer.WriteNumber("use_count", grant.UseCount);
        PlatformJson.WriteTime(writer, "last_used_at", grant.LastUsedTime);
        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, ConsentEvent entry)
    {
        writer.WriteStartObject();
        PlatformJson.WriteId(writer, "id", entry.Id);
        writer.WriteString("event", $"consent.{Words.Of(entry.Kind)}");
        PlatformJson.WriteTime(writer, "time", entry.Time);
        PlatformJson.WriteId(writer, "actor_id", entry.ActorId);
        writer.WriteString("audience", Words.Of(entry.Subject.Audience));
        PlatformJson.WriteId(writer, "subject_id", entry.Subject.Id);
        PlatformJson.WriteId(writer, "component_id", entry.TargetId);
        PlatformJson.WriteId(writer, "request_id", entry.RequestId);
        PlatformJson.WriteId(writer, "consent_id", entry.GrantId);
        PlatformJson.WriteId(writer, "execution_id", entry.ExecutionId);
        PlatformJson.WriteTexts(writer, "access_ids", entry.AccessKeys);
        writer.WriteString("reason", entry.Reason);
        writer.WriteEndObject();
    }
}
