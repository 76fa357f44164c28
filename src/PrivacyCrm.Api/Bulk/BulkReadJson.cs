using System.Text.Json;
using PrivacyCrm.Core.Bulk;
using PrivacyCrm.Core.Jobs;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Api.Bulk;

/// <summary>A bulk read as its status tells it.</summary>
internal static class BulkReadJson
{
    /// <summary>What the page tokens of bulk reads are bound to, besides their user; they name the job they go on from.</summary>
    public const string TokenParameters = "bulk_read";

    /// <summary>
    /// Writes the whole body. What leaves for a callback has no criteria: they hold what somebody looks for, mostly a person. A failed job has none
    /// either: they may be why it failed, by naming what was closed.
    /// </summary>
    public static void Write(Utf8JsonWriter writer, Job job, Caller caller, int pageSize, bool hidesCriteria)
    {
        BulkReadOrder order = BulkJson.ReadOrderOf(job);
        writer.WriteStartObject();
        writer.WriteStartArray("data");
        writer.WriteStartObject();
        writer.WriteString("id", RecordId.Format(job.Id));
        writer.WriteString("operation", "read");
        writer.WriteString("state", StateOf(job.State));
        if (job.State == JobState.Completed)
        {
            WriteResult(writer, job, order, caller, pageSize);
        }
        else if (job.State == JobState.Failed)
        {
            writer.WriteStartObject("result");
            writer.WriteStartObject("error_message");
            writer.WriteString("status", "error");
            writer.WriteString("code", "INTERNAL_SERVER_ERROR");
            writer.WriteString("message", "Internal server error occurred.");
            writer.WriteStartObject("details");
            writer.WriteEndObject();
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        WriteQuery(writer, order, caller.Organization.FindModule(order.Module), hidesCriteria);
        WriteCreation(writer, job, caller);
        writer.WriteString("file_type", "csv");
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>Writes who ordered a job and when.</summary>
    public static void WriteCreation(Utf8JsonWriter writer, Job job, Caller caller)
    {
        writer.WriteStartObject("created_by");
        writer.WriteString("id", RecordId.Format(job.UserId));
        writer.WriteString("name", caller.Organization.FindUser(job.UserId)?.FullName);
        writer.WriteEndObject();
        writer.WriteString("created_time", Instants.Format(job.CreatedTime, caller.User.TimeZone));
    }

    private static string StateOf(JobState state) => state switch
    {
        JobState.Waiting => "ADDED",
        JobState.Running => "IN PROGRESS",
        JobState.Completed => "COMPLETED",
        _ => "FAILURE",
    };

    private static void WriteResult(Utf8JsonWriter writer, Job job, BulkReadOrder order, Caller caller, int pageSize)
    {
        BulkReadProgress progress = BulkJson.ReadProgressOf(job);
        writer.WriteStartObject("result");
        writer.WriteNumber("page", order.Page);
        writer.WriteNumber("per_page", pageSize);
        writer.WriteNumber("count", progress.Count);
        writer.WriteString("download_url", $"/crm/bulk/{order.Version}/read/{RecordId.Format(job.Id)}/result");
        writer.WriteBoolean("more_records", progress.HasMore);
        if (progress is { HasMore: true, LastId: { } last })
        {
            PageToken token = new(new Keyset(job.Id, last, IsBackward: false), order.Page + 1, job.FinishedTime!.Value + PageToken.Lifetime);
            writer.WriteString("next_page_token", token.Write(caller, TokenParameters));
        }

        writer.WriteEndObject();
    }

    private static void WriteQuery(Utf8JsonWriter writer, BulkReadOrder order, Module? module, bool hidesCriteria)
    {
        writer.WriteStartObject("query");
        writer.WriteStartObject("module");
        writer.WriteString("id", module is null ? null : RecordId.Format(module.Id));
        writer.WriteString("api_name", order.Module);
        writer.WriteEndObject();
        if (order.Fields is { } fields)
        {
            writer.WriteStartArray("fields");
            foreach (string field in fields)
            {
                writer.WriteStringValue(field);
            }

            writer.WriteEndArray();
        }

        if (order.View is { } view)
        {
            writer.WriteString("cvid", view);
        }

        if (order.Criteria is { } criteria && !hidesCriteria)
        {
            writer.WritePropertyName("criteria");
            WriteCriteria(writer, criteria, module);
        }

        writer.WriteNumber("page", order.Page);
        writer.WriteEndObject();
    }

    private static void WriteCriteria(Utf8JsonWriter writer, JsonElement node, Module? module)
    {
        writer.WriteStartObject();
        if (node.TryGetProperty("group", out JsonElement group))
        {
            writer.WriteStartArray("group");
            foreach (JsonElement member in group.EnumerateArray())
            {
                WriteCriteria(writer, member, module);
            }

            writer.WriteEndArray();
            writer.WritePropertyName("group_operator");
            node.GetProperty("group_operator").WriteTo(writer);
        }
        else
        {
            string name = BulkCriteria.NameOf(node);
            writer.WriteStartObject("field");
            writer.WriteString("id", module?.Find(name.Split('.')[0]) is { } field ? RecordId.Format(field.Id) : null);
            writer.WriteString("api_name", name);
            writer.WriteEndObject();
            writer.WritePropertyName("comparator");
            node.GetProperty("comparator").WriteTo(writer);
            writer.WritePropertyName("value");
            node.GetProperty("value").WriteTo(writer);
        }

        writer.WriteEndObject();
    }
}
