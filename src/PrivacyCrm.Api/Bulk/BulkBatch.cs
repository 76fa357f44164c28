using System.Buffers;
using System.Text.Json;
using PrivacyCrm.Core.Bulk;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Schema.Types;

namespace PrivacyCrm.Api.Bulk;

/// <summary>Some rows of a bulk write, made into the records of one write.</summary>
/// <param name="caller">Who writes, with the rights of this moment.</param>
/// <param name="module">The module.</param>
/// <param name="order">The order.</param>
/// <param name="keys">Finds records by the values of fields.</param>
internal sealed class BulkBatch(Caller caller, Module module, BulkWriteOrder order, RecordKeys keys)
{
    private readonly Dictionary<string, IReadOnlyDictionary<string, long>> _found = new(StringComparer.Ordinal);

    /// <summary>Writes the rows.</summary>
    public async Task WriteAsync(RecordWriter writer, List<List<string>> rows, CancellationToken cancellationToken)
    {
        foreach (BulkMapping mapping in order.Mappings)
        {
            if (module.Find(mapping.ApiName) is { Type: RecordLookupType } lookup && mapping.FindBy is { } findBy && findBy != "id" && caller.Organization.FindModule(lookup.LookupModule) is { } target)
            {
                _found[mapping.ApiName] = await FindAsync(target, findBy, mapping, rows, cancellationToken);
            }
        }

        // An update finds its records before, an upsert within its transaction.
        if (order is { Operation: "update", FindBy: { } own } && own != "id")
        {
            _found["id"] = await FindAsync(module, own, order.Mappings.First(mapping => mapping.ApiName == own), rows, cancellationToken);
        }

        using JsonDocument records = ToJson(rows);
        List<JsonElement> sent = [.. records.RootElement.EnumerateArray()];
        await (order.Operation switch
        {
            "insert" => writer.CreateAsync(caller, module, sent, cancellationToken),
            "update" => writer.UpdateAsync(caller, module, sent, pathId: null, unmodifiedSince: null, cancellationToken),
            _ => writer.UpsertAsync(caller, module, sent, CheckFields(), unmodifiedSince: null, cancellationToken),
        });
    }

    /// <summary>The text of a mapped cell, its default value when it is empty.</summary>
    public static string CellOf(BulkMapping mapping, List<string> row)
    {
        string cell = mapping.Index is { } index && index < row.Count ? row[index] : string.Empty;
        return cell.Length == 0 ? mapping.DefaultValue ?? string.Empty : cell;
    }

    private System.Collections.Immutable.ImmutableArray<Field> CheckFields() =>
        order.FindBy != "id" && RecordWriter.CheckFieldsOf(caller, module, [order.FindBy!]).TryGet(out var fields, out CrmError? _) ? fields : [];

    private async Task<IReadOnlyDictionary<string, long>> FindAsync(Module target, string findBy, BulkMapping mapping, List<List<string>> rows, CancellationToken cancellationToken) =>
        target.Find(findBy) is { } field
            ? await keys.FindAsync(caller, target, field, [.. rows.Select(row => CellOf(mapping, row).Trim()).Where(cell => cell.Length > 0).Distinct()], cancellationToken)
            : new Dictionary<string, long>();

    private JsonDocument ToJson(List<List<string>> rows)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
        {
            writer.WriteStartArray();
            foreach (List<string> row in rows)
            {
                WriteRow(writer, row);
            }

            writer.WriteEndArray();
        }

        return JsonDocument.Parse(buffer.WrittenMemory);
    }

    private void WriteRow(Utf8JsonWriter writer, List<string> row)
    {
        writer.WriteStartObject();
        if (_found.TryGetValue("id", out IReadOnlyDictionary<string, long>? ids))
        {
            string value = CellOf(order.Mappings.First(mapping => mapping.ApiName == order.FindBy), row).Trim();
            writer.WriteString("id", ids.TryGetValue(value, out long id) ? RecordId.Format(id) : "0");
        }

        foreach (BulkMapping mapping in order.Mappings)
        {
            string cell = CellOf(mapping, row);
            if (mapping.ApiName == "id")
            {
                WriteId(writer, cell);
            }
            else if (module.Find(mapping.ApiName) is { } field && !(cell.Length == 0 && order.IgnoresEmpty))
            {
                writer.WritePropertyName(mapping.ApiName);
                WriteCell(writer, field, cell, mapping);
            }
        }

        writer.WriteEndObject();
    }

    private void WriteId(Utf8JsonWriter writer, string cell)
    {
        // An insert gets an id of its own, and an upsert by another field finds its record by that.
        if (order.FindBy == "id" && cell.Length > 0)
        {
            writer.WriteString("id", cell.Trim());
        }
    }

    private void WriteCell(Utf8JsonWriter writer, Field field, string cell, BulkMapping mapping)
    {
        if (cell.Length == 0)
        {
            writer.WriteNullValue();
        }
        else if (_found.TryGetValue(mapping.ApiName, out IReadOnlyDictionary<string, long>? found))
        {
            writer.WriteStringValue(found.TryGetValue(cell.Trim(), out long id) ? RecordId.Format(id) : "0");
        }
        else
        {
            BulkCell.Write(writer, field, cell, mapping, caller.Organization);
        }
    }
}
