using System.Collections.Immutable;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Criteria;

/// <summary>Criteria whose names were found in metadata and allowed: all that the store ever sees.</summary>
public abstract record Criterion
{
    private Criterion()
    {
    }

    /// <summary>Both criteria hold.</summary>
    /// <param name="Left">The first.</param>
    /// <param name="Right">The second.</param>
    public sealed record And(Criterion Left, Criterion Right) : Criterion;

    /// <summary>At least one of two criteria holds.</summary>
    /// <param name="Left">The first.</param>
    /// <param name="Right">The second.</param>
    public sealed record Or(Criterion Left, Criterion Right) : Criterion;

    /// <summary>The key of a field passes a comparison.</summary>
    /// <param name="Field">The field; it has a slot.</param>
    /// <param name="Comparison">The comparison.</param>
    public sealed record Compare(Field Field, KeyComparison Comparison) : Criterion;

    /// <summary>A lookup points at a record with one of some names.</summary>
    /// <param name="Field">The lookup.</param>
    /// <param name="Target">The module it points into.</param>
    /// <param name="TargetName">The field that names records there.</param>
    /// <param name="Names">Keys of the names.</param>
    /// <param name="Ids">Ids that count as well.</param>
    /// <param name="IsNegated">Whether the lookup must not point at one, or is empty.</param>
    public sealed record Refers(Field Field, Module Target, Field TargetName, ImmutableArray<string> Names, ImmutableArray<string> Ids, bool IsNegated) : Criterion;

    /// <summary>A lookup points at a record that fulfils criteria of its own module.</summary>
    /// <param name="Field">The lookup.</param>
    /// <param name="Target">The module it points into.</param>
    /// <param name="Inner">What the record there fulfils.</param>
    /// <param name="IsNegated">Whether the lookup must not point at one, or is empty.</param>
    public sealed record Joined(Field Field, Module Target, Criterion Inner, bool IsNegated) : Criterion;

    /// <summary>The record was converted, or was not.</summary>
    /// <param name="IsWanted">Whether it was.</param>
    public sealed record Converted(bool IsWanted) : Criterion;

    /// <summary>Every word begins a word of one of some fields.</summary>
    /// <param name="Words">The words, folded.</param>
    /// <param name="Fields">The fields that are searched; closed ones are not among them.</param>
    public sealed record HasWords(ImmutableArray<string> Words, ImmutableArray<Field> Fields) : Criterion;

    /// <summary>No record fulfils it.</summary>
    public sealed record Nothing : Criterion
    {
        /// <summary>The one instance.</summary>
        public static readonly Nothing Instance = new();
    }
}
