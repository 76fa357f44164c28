using System.Text;
using System.Text.Json;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Privacy.Basis;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Schema.Types;

namespace PrivacyCrm.Core.Coql;

/// <summary>The rows of a query as their reader may see them: all that can be written to a client. Closed columns are null here and nowhere else.</summary>
/// <param name="plan">The query.</param>
/// <param name="rows">Its rows.</param>
/// <param name="documents">The records they refer to.</param>
/// <param name="names">The open names of records.</param>
/// <param name="hasMore">Whether there are more rows.</param>
public sealed class CoqlPage(CoqlPlan plan, IReadOnlyList<CoqlRow> rows, CoqlDocuments documents, IReadOnlyDictionary<long, string> names, bool hasMore)
{
    private readonly ViewContext[] _contexts =
        [.. plan.Sources.Select(source => new ViewContext(source.Module, plan.Organization, plan.Caller.User.TimeZone, names))];

    /// <summary>Gets a value indicating whether nothing was found, which is answered without a body.</summary>
    public bool IsEmpty => rows.Count == 0;

    /// <summary>Gets the query.</summary>
    public CoqlPlan Plan => plan;

    /// <summary>Writes <c>{data, info}</c>.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="flush">Called after each row, to send what was written.</param>
    /// <param name="writeMore">Writes what stands between the two.</param>
    /// <returns>A task.</returns>
    public async Task WriteToAsync(Utf8JsonWriter writer, Func<ValueTask> flush, Action<Utf8JsonWriter> writeMore)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(flush);
        ArgumentNullException.ThrowIfNull(writeMore);
        writer.WriteStartObject();
        writer.WriteStartArray("data");
        foreach (CoqlRow row in rows)
        {
            WriteRow(writer, row);
            await flush();
        }

        writer.WriteEndArray();
        writeMore(writer);
        writer.WriteStartObject("info");
        writer.WriteNumber("count", rows.Count);
        writer.WriteBoolean("more_records", hasMore);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private void WriteRow(Utf8JsonWriter writer, CoqlRow row)
    {
        CoqlValues values = documents.Of(row);
        writer.WriteStartObject();
        foreach (CoqlColumn column in plan.Columns)
        {
            writer.WritePropertyName(column.Name);
            if (column.Function is not null)
            {
                WriteMeasure(writer, column, row.Measures[column.Measure]);
            }
            else if (!column.IsOpen || !values.Has(column.Source))
            {
                writer.WriteNullValue();
            }
            else
            {
                WriteValue(writer, column, values);
            }
        }

        writer.WriteEndObject();
    }

    private void WriteMeasure(Utf8JsonWriter writer, CoqlColumn column, string? json)
    {
        if (json is not null && column.Function is (CoqlFunction.Min or CoqlFunction.Max))
        {
            Field key = column.Path.Sortable!;
            key.Type.Write(writer, Encoding.UTF8.GetBytes(json!), key, _contexts[column.Source]);
        }
        else
        {
            writer.WriteRawValue(json ?? "null", skipInputValidation: true);
        }
    }

    private void WriteValue(Utf8JsonWriter writer, CoqlColumn column, CoqlValues values)
    {
        ReadOnlySpan<byte> stored = values.Of(column.Source, column.Field);
        Field field = column.Path.Field;
        ViewContext context = _contexts[column.Source];
        if (field.Type is RecordIdType)
        {
            writer.WriteStringValue(RecordId.Format(values.IdOf(column.Source)));
        }
        else if (field is { ApiName: CoqlPlan.ConvertedField, Type: BooleanType })
        {
            writer.WriteBooleanValue(values.StateOf(column.Source).IsConverted);
        }
        else if (stored.IsEmpty)
        {
            field.Type.WriteAbsent(writer, context);
        }
        else if (field.Type is UserReferenceType)
        {
            WriteUser(writer, column, RecordId.Parse(stored[1..^1]));
        }
        else if (field.Type is ConsentLookupType)
        {
            WriteConsent(writer, column, JsonSerializer.Deserialize(stored, ProcessingBasisJson.Default.ProcessingBasis)!);
        }
        else if (field.Type is RecordLookupType)
        {
            WriteLookup(writer, column, RecordId.Parse(stored[1..^1]));
        }
        else
        {
            field.Type.Write(writer, stored, field, context);
        }
    }

    private void WriteUser(Utf8JsonWriter writer, CoqlColumn column, long id)
    {
        User? user = plan.Organization.FindUser(id);
        if (column.Path.User is { } part)
        {
            writer.WriteStringValue(user is null ? null : part.Read(user));
        }
        else
        {
            WriteReference(writer, plan.ShowsNames, user?.FullName, id);
        }
    }

    private void WriteConsent(Utf8JsonWriter writer, CoqlColumn column, ProcessingBasis basis)
    {
        if (column.Path.Consent is { } part)
        {
            part.Write(writer, basis, _contexts[column.Source]);
        }
        else
        {
            WriteReference(writer, showsName: false, null, basis.Id);
        }
    }

    private void WriteLookup(Utf8JsonWriter writer, CoqlColumn column, long id) =>
        WriteReference(writer, plan.ShowsNames && column.Path.Field.Type is not MultiModuleLookupType, names.GetValueOrDefault(id), id);

    private static void WriteReference(Utf8JsonWriter writer, bool showsName, string? name, long id)
    {
        writer.WriteStartObject();
        if (showsName)
        {
            writer.WriteString("name", name);
        }

        writer.WriteString("id", RecordId.Format(id));
        writer.WriteEndObject();
    }
}
