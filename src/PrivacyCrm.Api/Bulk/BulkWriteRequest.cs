using System.Text.Json;
using PrivacyCrm.Api.Outgoing;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Jobs;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Privacy;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Schema.Types;

namespace PrivacyCrm.Api.Bulk;

/// <summary>Reads the order of a bulk write and checks it against the module and the file, so that an accepted job can be done.</summary>
/// <param name="caller">Who orders.</param>
/// <param name="version">The version of the API.</param>
/// <param name="files">Where the file is.</param>
/// <param name="networks">Where a callback may go.</param>
internal sealed class BulkWriteRequest(Caller caller, string version, IFileStore files, OutgoingNetworks networks)
{
    /// <summary>The greatest number of mapped columns.</summary>
    public const int MaximumMappings = 200;

    private static readonly string[] Encodings = ["UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "US-ASCII", "ISO-8859-1"];

    /// <summary>Reads the order.</summary>
    public async Task<Result<BulkWriteOrder>> ReadAsync(JsonElement body, CancellationToken cancellationToken)
    {
        if (!HeadOf(body).TryGet(out (string Operation, string Encoding, string? Callback, JsonElement Resource) head, out CrmError? error)
            || !ModuleOf(head.Resource, head.Operation).TryGet(out Module? module, out error)
            || !FindByOf(body, head.Resource, head.Operation, module).TryGet(out string? findBy, out error))
        {
            return error;
        }

        BulkWriteOrder order = new()
        {
            Version = version,
            Operation = head.Operation,
            Module = module.ApiName,
            FileId = 0,
            EntryName = string.Empty,
            Encoding = head.Encoding,
            IgnoresEmpty = IsTrue(body, "ignore_empty") || IsTrue(head.Resource, "ignore_empty"),
            FindBy = findBy,
            CallbackUrl = head.Callback,
        };
        return await WithFileAsync(order, head.Resource, module, cancellationToken);
    }

    /// <summary>Finds the module, where the operation is possible.</summary>
    public static Result<Module> ModuleOf(Caller caller, string apiName, string operation) =>
        !BulkReadController.ModuleOf(caller, apiName, UseOf(operation)).TryGet(out Module? module, out CrmError? error) ? error
        : IsPossible(module, operation) ? module
        : CrmErrors.Bulk.ModuleNotSupported(apiName);

    private static ModuleUse UseOf(string operation) => operation switch
    {
        "insert" => ModuleUse.Create,
        "update" => ModuleUse.Edit,
        _ => ModuleUse.Create | ModuleUse.Edit,
    };

    private static bool IsPossible(Module module, string operation) => operation switch
    {
        "insert" => module.IsCreatable,
        "update" => module.IsEditable,
        _ => module.IsCreatable && module.IsEditable && module.SupportsUpsert,
    };

    private static bool IsTrue(JsonElement json, string name) => json.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.True;

    private Result<(string Operation, string Encoding, string? Callback, JsonElement Resource)> HeadOf(JsonElement body)
    {
        if (BulkReadRequest.TextOf(body, "operation") is not { } operation)
        {
            return CrmErrors.Bulk.KeyMissing("$.operation");
        }

        string encoding = BulkReadRequest.TextOf(body, "character_encoding") ?? "UTF-8";
        if (operation is not ("insert" or "update" or "upsert") || !Encodings.Contains(encoding, StringComparer.OrdinalIgnoreCase))
        {
            return CrmErrors.Bulk.InvalidFormat(operation is "insert" or "update" or "upsert" ? "character_encoding" : "operation");
        }

        if (!BulkReadRequest.CallbackOf(body, networks).TryGet(out string? callback, out CrmError? error))
        {
            return error;
        }

        if (!body.TryGetProperty("resource", out JsonElement resources) || resources.ValueKind != JsonValueKind.Array || resources.GetArrayLength() == 0 || resources[0].ValueKind != JsonValueKind.Object)
        {
            return CrmErrors.Bulk.KeyMissing("$.resource");
        }

        // Parents with their children need subforms, which are not here.
        return resources.GetArrayLength() > 1 ? CrmErrors.Bulk.OneResourceOnly() : (operation, encoding, callback, resources[0]);
    }

    private Result<Module> ModuleOf(JsonElement resource, string operation) => BulkReadRequest.ModuleOf(resource) is { } name
        ? ModuleOf(caller, name, operation)
        : CrmErrors.Bulk.KeyMissing("$.resource[0].module");

    private Result<string?> FindByOf(JsonElement body, JsonElement resource, string operation, Module module)
    {
        if (operation == "insert")
        {
            return (string?)null;
        }

        if ((BulkReadRequest.TextOf(resource, "find_by") ?? BulkReadRequest.TextOf(body, "find_by")) is not { } findBy)
        {
            return CrmErrors.Bulk.FindByMissing();
        }

        // Whoever may not search by a field may not find out by writing either.
        bool finds = findBy == "id"
            || (module.Find(findBy) is { } field && (field.IsUnique || field.ApiName == module.DuplicateCheckField) && caller.AccessTo(module).Allows(field, FieldUse.Filter));
        return finds ? findBy : CrmErrors.Bulk.InvalidField(findBy);
    }

    private async Task<Result<BulkWriteOrder>> WithFileAsync(BulkWriteOrder order, JsonElement resource, Module module, CancellationToken cancellationToken)
    {
        if (!resource.TryGetProperty("file_id", out JsonElement sent) || RecordId.Read(sent) is not { } fileId)
        {
            return CrmErrors.Bulk.InvalidFileId();
        }

        StoredFile? file = await files.FindAsync(caller.Organization.Id, fileId, cancellationToken);
        if (file is not { Purpose: UploadedZip.Purpose } || file.UserId != caller.User.Id)
        {
            return CrmErrors.Bulk.FileNotFound();
        }

        using UploadedZip? zip = await UploadedZip.OpenAsync(files, caller.Organization.Id, fileId, cancellationToken);
        if (zip is null)
        {
            return CrmErrors.Bulk.FileNotSupported();
        }

        if (!EntryOf(resource, zip).TryGet(out string? entry, out CrmError? error) || !HeaderOf(zip, entry, order.Encoding).TryGet(out List<string>? header, out error))
        {
            return error;
        }

        order = order with { FileId = fileId, EntryName = entry };
        return MappingsOf(resource, header, order, module).TryGet(out List<BulkMapping>? mappings, out error) ? order with { Mappings = mappings } : error;
    }

    private static Result<string> EntryOf(JsonElement resource, UploadedZip zip)
    {
        if (resource.TryGetProperty("file_names", out JsonElement names) && names.ValueKind == JsonValueKind.Array && names.GetArrayLength() > 0)
        {
            return names.GetArrayLength() == 1 && names[0].ValueKind == JsonValueKind.String && zip.Names.Contains(names[0].GetString()!) ? names[0].GetString()! : CrmErrors.Bulk.FileNotFound();
        }

        return zip.Names.Count == 1 ? zip.Names[0] : CrmErrors.Bulk.FileNotSupported();
    }

    private static Result<List<string>> HeaderOf(UploadedZip zip, string entry, string encoding)
    {
        try
        {
            using StreamReader text = zip.Read(entry, encoding);
            return new CsvRows(text).Next() is { } header ? header : CrmErrors.Bulk.FileNotSupported();
        }
        catch (InvalidDataException)
        {
            return CrmErrors.Bulk.FileNotSupported();
        }
    }

    private Result<List<BulkMapping>> MappingsOf(JsonElement resource, List<string> header, BulkWriteOrder order, Module module)
    {
        List<BulkMapping> mappings = [];
        if (resource.TryGetProperty("field_mappings", out JsonElement sent) && sent.ValueKind == JsonValueKind.Array && sent.GetArrayLength() > 0)
        {
            for (int place = 0; place < sent.GetArrayLength(); place++)
            {
                if (!MappingOf(sent[place], place, header.Count).TryGet(out BulkMapping? mapping, out CrmError? wrong))
                {
                    return wrong;
                }

                mappings.Add(mapping);
            }
        }
        else
        {
            mappings.AddRange(header.Select((name, index) => new BulkMapping(name.Trim(), index, null, null, null)));
        }

        if (mappings.Count > MaximumMappings)
        {
            return CrmErrors.Bulk.TooManyColumns();
        }

        CrmError? refusal = mappings.Select(mapping => Refusal(mapping, module)).FirstOrDefault(one => one is not null) ?? Incomplete(mappings, order, module);
        return refusal is null ? mappings : refusal;
    }

    private static Result<BulkMapping> MappingOf(JsonElement json, int place, int columns)
    {
        string path = $"$.resource[0].field_mappings[{place}]";
        if (json.ValueKind != JsonValueKind.Object || BulkReadRequest.TextOf(json, "api_name") is not { } name)
        {
            return CrmErrors.Bulk.KeyMissing($"{path}.api_name");
        }

        int? index = json.TryGetProperty("index", out JsonElement number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out int column) ? column : null;
        string? value = json.TryGetProperty("default_value", out JsonElement standard) && standard.ValueKind == JsonValueKind.Object && standard.TryGetProperty("value", out JsonElement inner)
            ? inner.ToString()
            : null;
        if (index is null && value is null)
        {
            return CrmErrors.Bulk.KeyMissing($"{path}.index");
        }

        string? format = BulkReadRequest.TextOf(json, "format");
        return index < 0 || index >= columns ? CrmErrors.Bulk.ColumnNotFound(name)
            : format is not null && !BulkCell.IsFormat(format) ? CrmErrors.Bulk.InvalidFormat("format")
            : new BulkMapping(name, index, BulkReadRequest.TextOf(json, "find_by"), value, format);
    }

    private CrmError? Refusal(BulkMapping mapping, Module module)
    {
        if (mapping.ApiName == "id")
        {
            return null;
        }

        // Consent belongs to the single calls, where its rules are.
        if (module.Find(mapping.ApiName) is not { } field || field.IsReadOnly || field.Type is ConsentLookupType || field.Type.IsLeftOutOfLists || !caller.AccessTo(module).Allows(field, FieldUse.See | FieldUse.Write))
        {
            return CrmErrors.Bulk.InvalidField(mapping.ApiName);
        }

        if (mapping.FindBy is not { } findBy || findBy == "id" || field.Type is UserReferenceType)
        {
            return null;
        }

        Module? target = field.Type is RecordLookupType ? caller.Organization.FindModule(field.LookupModule) : null;
        bool finds = target is not null && caller.May(ModuleUse.View, target) && caller.IsInScope(target, "READ") && target.Find(findBy) is { } other && other.Slot is not null && caller.AccessTo(target).Allows(other, FieldUse.Filter);
        return field.Type is not RecordLookupType || finds ? null : CrmErrors.Bulk.InvalidField(mapping.ApiName);
    }

    private static CrmError? Incomplete(List<BulkMapping> mappings, BulkWriteOrder order, Module module)
    {
        HashSet<string> mapped = [.. mappings.Select(mapping => mapping.ApiName)];
        if (mapped.Count < mappings.Count)
        {
            return CrmErrors.Bulk.InvalidField(mappings.GroupBy(mapping => mapping.ApiName).First(group => group.Count() > 1).Key);
        }

        if (order.FindBy is { } findBy && !mapped.Contains(findBy))
        {
            return CrmErrors.Bulk.InvalidField(findBy);
        }

        bool isComplete = order.Operation == "update" || module.Fields.Where(field => field is { IsMandatory: true, IsReadOnly: false }).All(field => mapped.Contains(field.ApiName));
        return isComplete ? null : CrmErrors.Bulk.MandatoryNotMapped();
    }
}
