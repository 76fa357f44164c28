using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace PrivacyCrm.Core.Schema;

/// <summary>What a custom view asks of records: one condition, or a group of them.</summary>
public sealed record ViewCriteria
{
    /// <summary>Gets the id of the field of a condition; null for a group.</summary>
    public long? FieldId { get; init; }

    /// <summary>Gets the comparator of a condition, one of <c>ViewComparators</c>.</summary>
    public string Comparator { get; init; } = string.Empty;

    /// <summary>Gets the values of a condition as texts: ids of referenced users and records, placeholders such as <c>${TODAY}</c>, or what was sent.</summary>
    public ImmutableArray<string> Values { get; init; } = [];

    /// <summary>Gets a value indicating whether the values were sent as a list.</summary>
    public bool IsList { get; init; }

    /// <summary>Gets a value indicating whether all members of a group have to hold, not only one.</summary>
    public bool IsAnd { get; init; }

    /// <summary>Gets the members of a group.</summary>
    public ImmutableArray<ViewCriteria> Group { get; init; } = [];

    /// <summary>Gets the fields of all conditions, in reading order.</summary>
    [JsonIgnore]
    public IEnumerable<long> FieldIds => FieldId is { } id ? [id] : Group.SelectMany(member => member.FieldIds);

    /// <summary>A condition.</summary>
    /// <param name="fieldId">The field.</param>
    /// <param name="comparator">The comparator.</param>
    /// <param name="values">The values.</param>
    /// <returns>The criteria.</returns>
    public static ViewCriteria Condition(long fieldId, string comparator, params ImmutableArray<string> values) =>
        new() { FieldId = fieldId, Comparator = comparator, Values = values };

    /// <summary>A group whose members all have to hold.</summary>
    /// <param name="members">The members.</param>
    /// <returns>The criteria.</returns>
    public static ViewCriteria All(params ImmutableArray<ViewCriteria> members) => new() { IsAnd = true, Group = members };
}
