using System.Collections.Immutable;
using PrivacyCrm.Core.Privacy;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Schema.Types;

namespace PrivacyCrm.Core.Coql;

/// <summary>A column whose name was found: steps over lookups, a field, and perhaps a part of its value.</summary>
/// <param name="Name">The name without the module of the query.</param>
/// <param name="Joins">The steps.</param>
/// <param name="Module">The module of the field.</param>
/// <param name="Field">The field.</param>
/// <param name="Access">What may be used of its module.</param>
public sealed record CoqlPath(string Name, ImmutableArray<CoqlJoin> Joins, Module Module, Field Field, FieldAccess Access)
{
    /// <summary>Gets the column of the user that the field names, or null.</summary>
    public UserColumn? User { get; init; }

    /// <summary>Gets the column of the consent, or null.</summary>
    public ConsentColumn? Consent { get; init; }

    /// <summary>Gets the field whose key the column is compared by; null when it has none.</summary>
    public Field? Key => this switch
    {
        { Consent: { } column } => column.Key,
        { Field.Type: ConsentLookupType } => ConsentColumn.Id.Key,
        _ when Field.Slot is not null || Field.Type.Key == KeyKind.Column => Field,
        _ => null,
    };

    /// <summary>Gets the field by whose key the column is ordered and grouped; parts of users have none but their id.</summary>
    public Field? Sortable => User is null or { Name: "id" } ? Key : null;

    /// <summary>Gets a value indicating whether the caller may know of the column; it cannot be selected otherwise.</summary>
    public bool IsSeen => Joins.All(join => join.IsSeen) && Access.Allows(Field, FieldUse.See);

    /// <summary>The field that closes the column to a use, if any: a step that may not be seen, or the field itself.</summary>
    /// <param name="use">The use.</param>
    /// <returns>The field, or null.</returns>
    public Field? Closed(FieldUse use) => Joins.FirstOrDefault(join => !join.IsOpen)?.Lookup ?? (Access.Allows(Field, use) ? null : Field);
}
