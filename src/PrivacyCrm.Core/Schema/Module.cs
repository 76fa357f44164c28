using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace PrivacyCrm.Core.Schema;

/// <summary>A kind of record, such as Leads, with its fields.</summary>
public sealed record Module
{
    private readonly Lazy<FrozenDictionary<string, Field>> _byName;
    private readonly ImmutableArray<Field> _fields = [];

    /// <summary>Initializes a new instance of the <see cref="Module"/> class.</summary>
    public Module() => _byName = new(() => Fields.ToFrozenDictionary(field => field.ApiName, StringComparer.Ordinal));

    private Module(Module original)
    {
        Id = original.Id;
        ApiName = original.ApiName;
        ModuleName = original.ModuleName;
        SingularLabel = original.SingularLabel;
        PluralLabel = original.PluralLabel;
        GeneratedType = original.GeneratedType;
        Sequence = original.Sequence;
        Visibility = original.Visibility;
        IsCreatable = original.IsCreatable;
        IsEditable = original.IsEditable;
        IsDeletable = original.IsDeletable;
        IsConvertable = original.IsConvertable;
        HasQuickCreate = original.HasQuickCreate;
        IsInApi = original.IsInApi;
        SupportsPrivacy = original.SupportsPrivacy;
        SupportsSearch = original.SupportsSearch;
        SupportsUpsert = original.SupportsUpsert;
        DisplayField = original.DisplayField;
        DuplicateCheckField = original.DuplicateCheckField;
        ModifiedTime = original.ModifiedTime;
        RetiredNames = original.RetiredNames;
        LastFieldNumber = original.LastFieldNumber;
        _fields = original._fields;
        _byName = new(() => Fields.ToFrozenDictionary(field => field.ApiName, StringComparer.Ordinal));
    }

    /// <summary>Gets the module's id.</summary>
    public required long Id { get; init; }

    /// <summary>Gets the name used by the API. Case matters.</summary>
    public required string ApiName { get; init; }

    /// <summary>Gets the original's internal name.</summary>
    public required string ModuleName { get; init; }

    /// <summary>Gets the label of one record.</summary>
    public required string SingularLabel { get; init; }

    /// <summary>Gets the label of many records.</summary>
    public required string PluralLabel { get; init; }

    /// <summary>Gets <c>default</c> or <c>custom</c>.</summary>
    public string GeneratedType { get; init; } = "default";

    /// <summary>Gets the place among the tabs; null for a module without one.</summary>
    public int? Sequence { get; init; }

    /// <summary>Gets 1 for visible, 2 for hidden in the user interface but in the API.</summary>
    public int Visibility { get; init; } = 1;

    /// <summary>Gets a value indicating whether records can be created through the API.</summary>
    public bool IsCreatable { get; init; } = true;

    /// <summary>Gets a value indicating whether records can be changed through the API.</summary>
    public bool IsEditable { get; init; } = true;

    /// <summary>Gets a value indicating whether records can be deleted through the API.</summary>
    public bool IsDeletable { get; init; } = true;

    /// <summary>Gets a value indicating whether records can be converted.</summary>
    public bool IsConvertable { get; init; }

    /// <summary>Gets a value indicating whether the original shows a quick-create form.</summary>
    public bool HasQuickCreate { get; init; } = true;

    /// <summary>Gets a value indicating whether the API serves the module's records.</summary>
    public bool IsInApi { get; init; } = true;

    /// <summary>Gets a value indicating whether the module can be chosen for privacy settings.</summary>
    public bool SupportsPrivacy { get; init; }

    /// <summary>Gets a value indicating whether the module can be searched.</summary>
    public bool SupportsSearch { get; init; } = true;

    /// <summary>Gets a value indicating whether the module has upsert.</summary>
    public bool SupportsUpsert { get; init; } = true;

    /// <summary>Gets the field whose text names a record.</summary>
    public required string DisplayField { get; init; }

    /// <summary>Gets the field that upsert compares when none is named.</summary>
    public string? DuplicateCheckField { get; init; }

    /// <summary>Gets when a user last changed the module.</summary>
    public DateTimeOffset? ModifiedTime { get; init; }

    /// <summary>Gets the fields in the order people see them.</summary>
    [JsonIgnore]
    public ImmutableArray<Field> Fields
    {
        get => _fields;
        init => _fields = value;
    }

    /// <summary>Gets the names of deleted fields, which are not given again.</summary>
    [JsonIgnore]
    public ImmutableArray<string> RetiredNames { get; init; } = [];

    /// <summary>Gets the greatest number a field ever had.</summary>
    [JsonIgnore]
    public int LastFieldNumber { get; init; }

    /// <summary>Gets a value indicating whether a user made the module.</summary>
    [JsonIgnore]
    public bool IsCustom => GeneratedType == "custom";

    /// <summary>Gets the id of the module's one layout, which is made from the module's.</summary>
    [JsonIgnore]
    public long LayoutId => Id + 500_000;

    /// <summary>Finds a field by its API name.</summary>
    /// <param name="apiName">The exact name.</param>
    /// <returns>The field, or null.</returns>
    public Field? Find(string apiName) => _byName.Value.GetValueOrDefault(apiName);
}
