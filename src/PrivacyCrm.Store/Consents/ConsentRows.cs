using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PrivacyCrm.Core.Consents;
using PrivacyCrm.Core.Consents.Notices;
using PrivacyCrm.Store.Rows;

namespace PrivacyCrm.Store.Consents;

/// <summary>Components, consents and what became of them as rows and back: the one place that maps them.</summary>
internal static class ConsentRows
{
    public static ComponentRow ToRow(Component component, long organizationId) => new()
    {
        OrganizationId = organizationId,
        Id = component.Id,
        Kind = component.KindName,
        ExtensionId = component.ExtensionId,
        Definition = JsonSerializer.Serialize(component, ConsentJson.Default.Component),
    };

    public static ExtensionRow ToRow(Extension extension, long organizationId) =>
        new() { OrganizationId = organizationId, Id = extension.Id, Definition = JsonSerializer.Serialize(extension, ConsentJson.Default.Extension) };

    public static TeamRow ToRow(Team team, long organizationId) =>
        new() { OrganizationId = organizationId, Id = team.Id, Definition = JsonSerializer.Serialize(team, ConsentJson.Default.Team) };

    public static ConsentRequestRow ToRow(ConsentRequest request, long organizationId) => new()
    {
        OrganizationId = organizationId,
        Id = request.Id,
        Audience = (int)request.Subject.Audience,
        SubjectId = request.Subject.Id,
        TargetId = request.Target.Id,
        Digest = request.Manifest.Digest,
        Expires = request.ExpiresTime.ToUnixTimeSeconds(),
        EndedTime = request.ClosedTime?.ToUnixTimeSeconds(),
        Outcome = (int?)request.Outcome,
        Definition = JsonSerializer.Serialize(request, ConsentJson.Default.ConsentRequest),
    };

    public static ConsentGrantRow ToRow(Grant grant, long organizationId) => new()
    {
        OrganizationId = organizationId,
        Id = grant.Id,
        Audience = (int)grant.Subject.Audience,
        SubjectId = grant.Subject.Id,
        TargetId = grant.Target.Id,
        Expires = grant.ExpiresTime.ToUnixTimeSeconds(),
        EndedTime = grant.EndedTime?.ToUnixTimeSeconds(),
        Outcome = (int?)grant.EndReason,
        Definition = JsonSerializer.Serialize(grant, ConsentJson.Default.Grant),
    };

    public static ExecutionRow ToRow(Execution execution, long organizationId) => new()
    {
        OrganizationId = organizationId,
        Id = execution.Id,
        GrantId = execution.GrantId,
        ExtensionGrantId = execution.ExtensionGrantId,
        TokenHash = execution.TokenHash,
        StartedTime = execution.StartedTime.ToUnixTimeSeconds(),
        Definition = JsonSerializer.Serialize(execution, ConsentJson.Default.Execution),
    };

    public static ConsentEventRow ToRow(ConsentEvent entry, long organizationId) => new()
    {
        OrganizationId = organizationId,
        Id = entry.Id,
        Time = entry.Time.ToUnixTimeSeconds(),
        TargetId = entry.TargetId,
        GrantId = entry.GrantId,
        UseOf = entry.Kind == ConsentEventKind.Used ? entry.ExecutionId : null,
        Definition = JsonSerializer.Serialize(entry, ConsentJson.Default.ConsentEvent),
    };

    public static ConsentNoticeRow ToRow(ConsentNotice notice, long organizationId) => new()
    {
        OrganizationId = organizationId,
        ComponentId = notice.ComponentId,
        Time = notice.Time.ToUnixTimeSeconds(),
        EntryId = notice.EntryId,
        NextTime = notice.Time.ToUnixTimeSeconds(),
        Address = notice.Address.OriginalString,
    };

    public static ConsentNotice ToNotice(ConsentNoticeRow row) => new(row.ComponentId, row.EntryId, DateTimeOffset.FromUnixTimeSeconds(row.Time), new Uri(row.Address));

    public static Component ToComponent(string definition) => JsonSerializer.Deserialize(definition, ConsentJson.Default.Component)!;

    public static Extension ToExtension(string definition) => JsonSerializer.Deserialize(definition, ConsentJson.Default.Extension)!;

    public static Team ToTeam(string definition) => JsonSerializer.Deserialize(definition, ConsentJson.Default.Team)!;

    public static ConsentRequest ToRequest(string definition) => JsonSerializer.Deserialize(definition, ConsentJson.Default.ConsentRequest)!;

    public static Grant ToGrant(string definition) => JsonSerializer.Deserialize(definition, ConsentJson.Default.Grant)!;

    public static Execution ToExecution(string definition) => JsonSerializer.Deserialize(definition, ConsentJson.Default.Execution)!;

    public static ConsentEvent ToEvent(string definition) => JsonSerializer.Deserialize(definition, ConsentJson.Default.ConsentEvent)!;

    /// <summary>Removes all of them, with their organization.</summary>
    public static async Task RemoveAllAsync(CrmDbContext db, CancellationToken cancellationToken)
    {
        await db.Components.ExecuteDeleteAsync(cancellationToken);
        await db.Extensions.ExecuteDeleteAsync(cancellationToken);
        await db.Teams.ExecuteDeleteAsync(cancellationToken);
        await db.ConsentRequests.ExecuteDeleteAsync(cancellationToken);
        await db.ConsentGrants.ExecuteDeleteAsync(cancellationToken);
        await db.Executions.ExecuteDeleteAsync(cancellationToken);
        await db.ConsentNotices.ExecuteDeleteAsync(cancellationToken);
        await db.ConsentEvents.ExecuteDeleteAsync(cancellationToken);
        await db.Connections.ExecuteDeleteAsync(cancellationToken);
        await db.ComponentSecrets.ExecuteDeleteAsync(cancellationToken);
        await db.Schedules.ExecuteDeleteAsync(cancellationToken);
        await db.ScheduledRuns.ExecuteDeleteAsync(cancellationToken);
    }
}
