using System.Collections.Immutable;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Coql;

/// <summary>Where values come from: the records of the query, or those a lookup of another source points at.</summary>
/// <param name="Module">The module.</param>
/// <param name="Level">How many steps lie between it and the records of the query.</param>
/// <param name="Parent">The place of the source with the lookup; -1 for the records of the query.</param>
/// <param name="Lookup">The place of the lookup among the parent's fields.</param>
/// <param name="Fields">The fields read.</param>
public sealed record CoqlSource(Module Module, int Level, int Parent, int Lookup, ImmutableArray<PlannedField> Fields)
{
    /// <summary>Gets where the fields stand in documents.</summary>
    internal DocumentPlaces Places { get; } = new(Module.Fields, Fields);
}
