using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PrivacyCrm.Core.Schema.Types;

namespace PrivacyCrm.Core.Schema;

/// <summary>One field of a module, as its organization defined it.</summary>
public sealed record Field
{
    /// <summary>Gets the field's id, unique in its organization.</summary>
    public required long Id { get; init; }

    /// <summary>Gets the name used by the API. Case matters; a name is never used again after its field was deleted.</summary>
    public required string ApiName { get; init; }

    /// <summary>Gets the label people see.</summary>
    public required string Label { get; init; }

    /// <summary>Gets the data type, which knows everything about the field's values.</summary>
    [JsonConverter(typeof(FieldTypeConverter))]
    public required FieldType Type { get; init; }

    /// <summary>Gets the column of the search index that holds the field's key, or null when it is not indexed.</summary>
    public string? Slot { get; init; }

    /// <summary>Gets the field's number in its module, which marks its words in the word index. Never reused.</summary>
    public required int Number { get; init; }

    /// <summary>Gets the greatest length: characters, digits of a number before the point, or entries of a list.</summary>
    public int Length { get; init; }

    /// <summary>Gets the number of decimal places, null where there is no such thing.</summary>
    public int? DecimalPlaces { get; init; }

    /// <summary>Gets the original's number for the kind of input control.</summary>
    public int UiType { get; init; }

    /// <summary>Gets a value indicating whether every record must have a value.</summary>
    public bool IsMandatory { get; init; }

    /// <summary>Gets a value indicating whether only the system writes the field; sent values are ignored.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>Gets a value indicating whether a user made the field.</summary>
    public bool IsCustom { get; init; }

    /// <summary>Gets a value indicating whether the field is computed from others.</summary>
    public bool IsVirtual { get; init; }

    /// <summary>Gets a value indicating whether people see the field.</summary>
    public bool IsVisible { get; init; } = true;

    /// <summary>Gets a value indicating whether the word search covers the field.</summary>
    public bool IsSearchable { get; init; } = true;

    /// <summary>Gets a value indicating whether lists may be sorted by the field.</summary>
    public bool IsSortable { get; init; } = true;

    /// <summary>Gets a value indicating whether filters may use the field.</summary>
    public bool IsFilterable { get; init; } = true;

    /// <summary>Gets a value indicating whether many records may be given one value at once.</summary>
    public bool AllowsMassUpdate { get; init; }

    /// <summary>Gets a value indicating whether the field may be marked personal.</summary>
    public bool CanBePersonal { get; init; }

    /// <summary>Gets the mark that makes the field personal data.</summary>
    public PersonalMark Personal { get; init; }

    /// <summary>Gets a value indicating whether no two records hold the same value.</summary>
    public bool IsUnique { get; init; }

    /// <summary>Gets the module a lookup points at.</summary>
    public string? LookupModule { get; init; }

    /// <summary>Gets the options of a picklist.</summary>
    public ImmutableArray<PickListValue> PickList { get; init; } = [];

    /// <summary>Gets how an autonumber is made.</summary>
    public AutoNumber? AutoNumber { get; init; }

    /// <summary>Gets the size class of a textarea: small, large or rich_text.</summary>
    public string? TextareaKind { get; init; }

    /// <summary>Gets the hint beside the field.</summary>
    public Tooltip? Tooltip { get; init; }

    /// <summary>Gets where the value goes on conversion of a lead.</summary>
    public ConvertMapping? ConvertMapping { get; init; }

    /// <summary>Gets when a user made the field; null for the original's own fields.</summary>
    public DateTimeOffset? CreatedTime { get; init; }

    /// <summary>Gets when a user last changed the field.</summary>
    public DateTimeOffset? ModifiedTime { get; init; }

    /// <summary>Fields are the same when their ids are.</summary>
    /// <param name="other">Another field.</param>
    /// <returns>True when it is the same field, however defined.</returns>
    public bool Equals(Field? other) => other is not null && other.Id == Id;

    /// <inheritdoc/>
    public override int GetHashCode() => Id.GetHashCode();
}
