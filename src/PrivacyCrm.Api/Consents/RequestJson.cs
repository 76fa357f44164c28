using System.Text.Json;
using PrivacyCrm.Core.Consents;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Api.Consents;

/// <summary>Writes requests, each with everything that its prompt shows.</summary>
/// <param name="organization">The organization.</param>
/// <param name="rules">How long a yes would count.</param>
/// <param name="now">The moment.</param>
internal sealed class RequestJson(Organization organization, PlatformConsentOptions rules, DateTimeOffset now)
{
    /// <summary>Writes the data of a refusal that waits for an answer.</summary>
    public void WritePrompt(Utf8JsonWriter writer, IReadOnlyList<ConsentRequest> requests)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("consent_request");
        Write(writer, requests[0], isPrompt: true);
        if (requests.Count > 1)
        {
            writer.WritePropertyName("further_requests");
            PlatformJson.WriteList(writer, requests.Skip(1), (to, request) => Write(to, request, isPrompt: true));
        }

        writer.WriteEndObject();
    }

    /// <summary>Writes a request.</summary>
    public void Write(Utf8JsonWriter writer, ConsentRequest request) => Write(writer, request, isPrompt: false);

    /// <summary>Writes what a prompt would show.</summary>
    public void WriteQuestion(Utf8JsonWriter writer, ConsentRequest request)
    {
        writer.WriteString("audience", Words.Of(request.Subject.Audience));
        writer.WriteString("reason", Words.Of(request.Reason));
        PlatformJson.WriteTarget(writer, request.Target, organization);
        PlatformJson.WriteManifest(writer, request.Manifest.Version, request.Manifest.Digest, request.Manifest.Recipient);
        writer.WriteNumber("validity_days", (int)rules.ValidityOf(request.Subject.Audience).TotalDays);
        new AccessesJson(access => request.NewKeys.Contains(access.Key)).Write(writer, request.Manifest.Accesses);
    }

    private void Write(Utf8JsonWriter writer, ConsentRequest request, bool isPrompt)
    {
        string id = RecordId.Format(request.Id);
        writer.WriteStartObject();
        writer.WriteString("id", id);
        writer.WriteString("state", Words.Of(request.StateAt(now)));
        WriteQuestion(writer, request);
        if (!isPrompt)
        {
            PlatformJson.WriteId(writer, "subject_id", request.Subject.Id);
            PlatformJson.WriteTime(writer, "created_at", request.CreatedTime);
            PlatformJson.WriteTime(writer, "expires_at", request.ExpiresTime);
            PlatformJson.WriteTime(writer, "closed_at", request.ClosedTime);
        }

        writer.WriteStartObject("links");
        writer.WriteString("grant", $"/api/v3/consentrequests/{id}/grant");
        writer.WriteString("deny", $"/api/v3/consentrequests/{id}/deny");
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
