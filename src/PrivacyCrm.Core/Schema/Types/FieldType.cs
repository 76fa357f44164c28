using System.Collections.Immutable;
using System.Text.Json;
using PrivacyCrm.Core.Organizations;

namespace PrivacyCrm.Core.Schema.Types;

/// <summary>A data type: how JSON becomes a value, how values are compared, and how they are shown.</summary>
/// <param name="name">The <c>data_type</c> of the metadata.</param>
/// <param name="jsonType">The <c>json_type</c> of the metadata.</param>
public abstract class FieldType(string name, string jsonType)
{
    /// <summary>Gets the <c>data_type</c> of the metadata.</summary>
    public string Name { get; } = name;

    /// <summary>Gets the <c>json_type</c> of the metadata.</summary>
    public string JsonType { get; } = jsonType;

    /// <summary>Gets the name under which the type is stored; differs from <see cref="Name"/> for the original's special fields.</summary>
    public virtual string Code => Name;

    /// <summary>Gets what refusals call a value of this type.</summary>
    public virtual string ExpectedName => Name;

    /// <summary>Gets where keys of this type are kept.</summary>
    public virtual KeyKind Key => KeyKind.None;

    /// <summary>Gets the criteria operators of this type; none means the field is not available for search.</summary>
    public virtual ImmutableArray<CriteriaOperator> Operators => [];

    /// <summary>Gets a value indicating whether the word search reads values of this type.</summary>
    public virtual bool HasWords => false;

    /// <summary>Gets a value indicating whether parts of values can be searched for, because "equals" means "contains".</summary>
    public virtual bool HasParts => false;

    /// <summary>Gets the length of a new field that names none.</summary>
    public virtual int DefaultLength => MaximumLength;

    /// <summary>Gets the greatest length a user may choose for a new field; 0 when it is not theirs to choose.</summary>
    public virtual int MaximumLength => 0;

    /// <summary>Gets the original's number for the input control of a new field.</summary>
    public virtual int UiType => 1;

    /// <summary>Gets a value indicating whether users can make fields of this type.</summary>
    public virtual bool CanBeCreated => false;

    /// <summary>Gets a value indicating whether values can be unique.</summary>
    public virtual bool CanBeUnique => false;

    /// <summary>Gets a value indicating whether lists leave the field out, as the original does for values that are lists of rows.</summary>
    public virtual bool IsLeftOutOfLists => false;

    /// <summary>Gets a value indicating whether every reader is shown the stored JSON as it is; a type that writes values itself says that it is not.</summary>
    public virtual bool IsShownAsStored => true;

    /// <summary>Reads a value.</summary>
    /// <param name="json">The value as sent; never null or undefined.</param>
    /// <param name="input">The field and its organization.</param>
    /// <returns>The value or the problem.</returns>
    public abstract ReadOutcome Read(JsonElement json, FieldInput input);

    /// <summary>Writes a stored value as the caller sees it.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="stored">The canonical JSON.</param>
    /// <param name="field">The field.</param>
    /// <param name="context">Who sees it.</param>
    public virtual void Write(Utf8JsonWriter writer, ReadOnlySpan<byte> stored, Field field, ViewContext context) =>
        writer.WriteRawValue(stored, skipInputValidation: true);

    /// <summary>Writes what a record without a value shows.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="context">Who sees it.</param>
    public virtual void WriteAbsent(Utf8JsonWriter writer, ViewContext context) => writer.WriteNullValue();

    /// <summary>Reads a value written in criteria.</summary>
    /// <param name="text">The text after unescaping.</param>
    /// <param name="field">The field.</param>
    /// <param name="organization">The organization.</param>
    /// <returns>The keys it stands for, or null when it is not a value of this type.</returns>
    public virtual KeyRange? ParseKey(string text, Field field, Organization organization) => null;

    /// <summary>Tells which comparison of keys an operator means for this type.</summary>
    /// <param name="criteriaOperator">One of <see cref="Operators"/>.</param>
    /// <param name="values">As many values as the operator takes.</param>
    /// <returns>The comparison and the keys it takes.</returns>
    public virtual KeyComparison Compare(CriteriaOperator criteriaOperator, ImmutableArray<KeyRange> values) =>
        KeyComparison.Of(criteriaOperator, values);

    /// <summary>A stored value as one line of text, for answers that show values of every type alike.</summary>
    /// <param name="stored">The canonical JSON.</param>
    /// <param name="context">Who sees it.</param>
    /// <returns>The text.</returns>
    public virtual string TextOf(string stored, ViewContext context)
    {
        ArgumentNullException.ThrowIfNull(stored);
        return stored is ['"', ..] ? JsonText.Unquote(stored) : stored;
    }

    /// <summary>The key in which parts are looked for, of types that have parts.</summary>
    /// <param name="stored">The canonical JSON.</param>
    /// <returns>The key.</returns>
    public virtual string PartsKeyOf(string stored) => string.Empty;

    /// <summary>The text the word search reads from a stored value.</summary>
    /// <param name="stored">The canonical JSON.</param>
    /// <returns>The text.</returns>
    public virtual string WordsOf(string stored) => string.Empty;

    /// <summary>The key of a stored value, for a field that is indexed later than its values were written.</summary>
    /// <param name="stored">The canonical JSON.</param>
    /// <param name="input">The field and its organization.</param>
    /// <returns>The key, or null.</returns>
    public string? KeyOf(string stored, FieldInput input)
    {
        using JsonDocument document = JsonDocument.Parse(stored);
        return Read(document.RootElement, input).Value.Key;
    }
}
