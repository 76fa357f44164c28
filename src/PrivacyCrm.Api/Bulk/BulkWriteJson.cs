using System.Text.Json;
using PrivacyCrm.Core.Jobs;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Api.Bulk;

/// <summary>A bulk write as its status tells it.</summary>
internal static class BulkWriteJson
{
    /// <summary>Writes the whole body. What leaves for a callback has no default values.</summary>
    public static void Write(Utf8JsonWriter writer, Job job, Caller caller, bool isCallback)
    {
        BulkWriteOrder order = BulkJson.WriteOrderOf(job);
        BulkWriteProgress progress = BulkJson.WriteProgressOf(job);
        string status = job.State switch { JobState.Waiting => "ADDED", JobState.Running => "INPROGRESS", JobState.Completed => "COMPLETED", _ => "FAILED" };
        writer.WriteStartObject();
        writer.WriteString("status", status);
        writer.WriteString("character_encoding", order.Encoding);
        writer.WriteStartArray("resource");
        WriteResource(writer, job, order, progress, caller.Organization.FindModule(order.Module), isCallback);
        writer.WriteEndArray();
        writer.WriteString("id", RecordId.Format(job.Id));
        if (job.State == JobState.Completed)
        {
            writer.WriteStartObject("result");
            writer.WriteString("download_url", $"/crm/bulk/{order.Version}/write/{RecordId.Format(job.Id)}/result");
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteNull("result");
        }

        writer.WriteString("operation", order.Operation);
        BulkReadJson.WriteCreation(writer, job, caller);
        if (order.CallbackUrl is { } url)
        {
            writer.WriteStartObject("callback");
            writer.WriteString("url", url);
            writer.WriteString("method", "post");
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteResource(Utf8JsonWriter writer, Job job, BulkWriteOrder order, BulkWriteProgress progress, Module? module, bool isCallback)
    {
        string status = job.State switch { JobState.Waiting or JobState.Running => "INPROGRESS", JobState.Completed => "COMPLETED", _ => "FAILED" };
        writer.WriteStartObject();
        writer.WriteString("status", status);
        writer.WriteString("code", job.State switch { JobState.Waiting or JobState.Running => "ADDED", JobState.Completed => "SUCCESS", _ => progress.Code ?? "INTERNAL_SERVER_ERROR" });
        writer.WriteString("type", "data");
        writer.WriteStartObject("module");
        writer.WriteString("api_name", order.Module);
        writer.WriteString("id", module is null ? null : RecordId.Format(module.Id));
        writer.WriteEndObject();
        writer.WriteStartArray("field_mappings");
        foreach (BulkMapping mapping in order.Mappings)
        {
            WriteMapping(writer, mapping, isCallback);
        }

        writer.WriteEndArray();
        writer.WriteStartObject("file");
        writer.WriteString("status", status);
        writer.WriteString("name", order.EntryName);
        writer.WriteNumber("added_count", progress.Added);
        writer.WriteNumber("skipped_count", progress.Skipped);
        writer.WriteNumber("updated_count", progress.Updated);
        writer.WriteNumber("total_count", progress.Total ?? 0);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteMapping(Utf8JsonWriter writer, BulkMapping mapping, bool isCallback)
    {
        writer.WriteStartObject();
        writer.WriteString("api_name", mapping.ApiName);
        writer.WritePropertyName("index");
        if (mapping.Index is { } index)
        {
            writer.WriteNumberValue(index);
        }
        else
        {
            writer.WriteNullValue();
        }

        writer.WriteString("format", mapping.Format);
        writer.WriteString("find_by", mapping.FindBy);
        if (mapping.DefaultValue is { } value && !isCallback)
        {
            writer.WriteStartObject("default_value");
            writer.WriteString("value", value);
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteNull("default_value");
        }

        writer.WriteEndObject();
    }
}
