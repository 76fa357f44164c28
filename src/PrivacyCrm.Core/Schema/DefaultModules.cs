using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using PrivacyCrm.Core.Schema.Types;

namespace PrivacyCrm.Core.Schema;

/// <summary>The modules every organization starts with, read from the data files in <c>Defaults/</c>.</summary>
public static partial class DefaultModules
{
    /// <summary>The name of the field for the processing basis.</summary>
    public const string ConsentField = "Data_Processing_Basis_Details";

    private const long IdsPerModule = 1_000_000;
    private const long FieldsPerModule = 1_000;

    private static readonly ImmutableArray<string> Names =
    [
        "Leads", "Contacts", "Accounts", "Deals", "Tasks", "Events", "Calls", "Campaigns", "Products", "Cases", "Solutions", "Vendors",
        "Notes", "Attachments", "Consents", "Data_Subject_Requests",
    ];

    /// <summary>Makes the modules of a new organization. The same organization gets the same ids every time.</summary>
    /// <param name="organizationId">The organization.</param>
    /// <returns>The modules with their fields.</returns>
    public static IReadOnlyList<Module> For(long organizationId) =>
        [.. Names.Select((name, index) => Build(Read(name), organizationId + ((index + 1) * IdsPerModule)))];

    /// <summary>Makes the module that a user asked for, with the fields that every such module has.</summary>
    /// <param name="nextId">Makes the ids of the module, its fields and their options.</param>
    /// <param name="number">Its number among the organization's own modules.</param>
    /// <param name="apiName">Its API name.</param>
    /// <param name="labels">Its singular and plural label.</param>
    /// <param name="nameField">The label of the field that names its records, and its format when that is an autonumber.</param>
    /// <returns>The module with its fields.</returns>
    public static Module Custom(Func<long> nextId, int number, string apiName, (string Singular, string Plural) labels, (string Label, AutoNumber? Format) nameField)
    {
        Module module = Build(Read("_custom"), nextId, nextId) with
        {
            ApiName = apiName,
            ModuleName = $"CustomModule{number}",
            SingularLabel = labels.Singular,
            PluralLabel = labels.Plural,
            GeneratedType = "custom",
            Sequence = 100 + number,
        };
        return module with { Fields = [.. module.Fields.Select(field => Label(field, labels.Singular, nameField))] };
    }

    private static Field Label(Field field, string singular, (string Label, AutoNumber? Format) nameField) => field.ApiName switch
    {
        "Owner" => field with { Label = $"{singular} Owner" },
        "Name" when nameField.Format is { } format => field with
        {
            Label = nameField.Label,
            Type = FieldTypes.Find("autonumber")!,
            AutoNumber = format,
            IsReadOnly = true,
            IsMandatory = false,
        },
        "Name" => field with { Label = nameField.Label },
        _ => field,
    };

    private static ModuleFile Read(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"PrivacyCrm.Core.Schema.Defaults.{name}.json")
            ?? throw new InvalidOperationException($"The data file of {name} is missing.");
        return JsonSerializer.Deserialize(stream, FileJson.Default.ModuleFile)!;
    }

    /// <summary>Makes ids by counting, for modules that have the same ids every time.</summary>
    /// <param name="first">The first id.</param>
    /// <returns>The next id with each call.</returns>
    public static Func<long> CountingFrom(long first) => () => first++;

    private static Module Build(ModuleFile file, long id) => Build(file, CountingFrom(id), CountingFrom(id + FieldsPerModule));

    private static Module Build(ModuleFile file, Func<long> nextId, Func<long> nextOptionId)
    {
        HashSet<string> taken = new(StringComparer.Ordinal);
        long id = nextId();
        List<Field> fields = [.. file.Fields.Select((field, index) => Build(field, nextId(), nextOptionId, index + 1, taken))];
        if (file.SupportsPrivacy)
        {
            fields.Add(ConsentLookup(nextId(), fields.Count + 1));
        }

        return new Module
        {
            Id = id,
            ApiName = file.ApiName,
            ModuleName = file.ModuleName,
            SingularLabel = file.SingularLabel,
            PluralLabel = file.PluralLabel,
            GeneratedType = file.GeneratedType,
            Sequence = file.SequenceNumber,
            Visibility = file.Visibility,
            IsCreatable = file.Creatable,
            IsEditable = file.Editable,
            IsDeletable = file.Deletable,
            IsConvertable = file.Convertable,
            HasQuickCreate = file.QuickCreate,
            IsInApi = file.ApiSupported,
            SupportsPrivacy = file.SupportsPrivacy,
            SupportsSearch = file.SupportsSearch,
            SupportsUpsert = file.SupportsUpsert,
            DisplayField = file.DisplayField,
            DuplicateCheckField = file.DuplicateCheckField,
            Fields = [.. fields],
        };
    }

    private static Field Build(FieldFile file, long id, Func<long> nextOptionId, int number, HashSet<string> taken)
    {
        FieldType type = FieldTypes.Find(CodeOf(file)) ?? throw new InvalidOperationException($"{file.ApiName} has an unknown data type.");
        return new Field
        {
            Id = id,
            ApiName = file.ApiName,
            Label = file.FieldLabel,
            Type = type,
            Number = number,
            Slot = SlotMap.Assign(type, file.Length, taken),
            Length = file.Length,
            DecimalPlaces = file.DecimalPlace,
            UiType = file.UiType,
            IsMandatory = file.Mandatory,
            IsReadOnly = file.ReadOnly || type is SystemValueType,
            IsVirtual = file.Virtual,
            IsVisible = file.Visible,
            IsSearchable = file.Searchable,
            IsSortable = file.Sortable,
            IsFilterable = file.Filterable,
            AllowsMassUpdate = file.MassUpdate,
            CanBePersonal = file.PersonalSupported,
            IsUnique = file.Unique,
            LookupModule = file.Lookup,
            TextareaKind = file.Textarea,
            PickList = [.. file.PickListValues.Select(value => new PickListValue(nextOptionId(), value, value))],
            ConvertMapping = file.ConvertMapping is { } mapping ? new ConvertMapping(mapping.Contacts, mapping.Accounts, mapping.Deals) : null,
        };
    }

    private static Field ConsentLookup(long id, int number) => new()
    {
        Id = id,
        ApiName = ConsentField,
        Label = "Data Processing Basis Details",
        Type = FieldTypes.Find("consent_lookup")!,
        Number = number,
        Length = 120,
        UiType = 133,
        LookupModule = "Consents",
        IsSortable = false,
        IsSearchable = false,
        IsFilterable = false,
    };

    // The original gives some fields of its own an ordinary data type.
    private static string CodeOf(FieldFile file) => file.ApiName switch
    {
        "id" => "record_id",
        "Created_Time" or "Modified_Time" => "record_time",
        "Tag" => "tag",
        "Full_Name" => "full_name",
        _ => file.DataType,
    };

    // Settable, because the generated reader would lose the defaults of properties that are not.
    private sealed record ModuleFile
    {
        public required string ApiName { get; init; }

        public required string ModuleName { get; init; }

        public required string SingularLabel { get; init; }

        public required string PluralLabel { get; init; }

        public int? SequenceNumber { get; set; }

        public string GeneratedType { get; set; } = "default";

        public int Visibility { get; set; } = 1;

        public bool Creatable { get; set; } = true;

        public bool Editable { get; set; } = true;

        public bool Deletable { get; set; } = true;

        public bool Convertable { get; set; }

        public bool QuickCreate { get; set; } = true;

        public bool ApiSupported { get; set; } = true;

        public bool SupportsPrivacy { get; set; }

        public bool SupportsSearch { get; set; } = true;

        public bool SupportsUpsert { get; set; } = true;

        public required string DisplayField { get; init; }

        public string? DuplicateCheckField { get; set; }

        public required FieldFile[] Fields { get; init; }
    }

    private sealed record FieldFile
    {
        public required string ApiName { get; init; }

        public required string FieldLabel { get; init; }

        public required string DataType { get; init; }

        public int Length { get; set; }

        public int? DecimalPlace { get; set; }

        public int UiType { get; set; }

        public bool Mandatory { get; set; }

        public bool ReadOnly { get; set; }

        public bool Virtual { get; set; }

        public bool Visible { get; set; } = true;

        public bool Searchable { get; set; } = true;

        public bool Sortable { get; set; } = true;

        public bool Filterable { get; set; } = true;

        public bool MassUpdate { get; set; }

        public bool PersonalSupported { get; set; }

        public bool Unique { get; set; }

        public string? Lookup { get; set; }

        public string? Textarea { get; set; }

        public string[] PickListValues { get; set; } = [];

        public MappingFile? ConvertMapping { get; set; }
    }

    private sealed record MappingFile
    {
        [JsonPropertyName("Contacts")]
        public string? Contacts { get; set; }

        [JsonPropertyName("Accounts")]
        public string? Accounts { get; set; }

        [JsonPropertyName("Deals")]
        public string? Deals { get; set; }
    }

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
    [JsonSerializable(typeof(ModuleFile))]
    private sealed partial class FileJson : JsonSerializerContext;
}
