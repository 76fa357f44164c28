using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Coql;

/// <summary>A step from a record to one it refers to.</summary>
/// <param name="Lookup">The lookup.</param>
/// <param name="Target">The module it points into.</param>
/// <param name="IsSeen">Whether the caller may know of it.</param>
/// <param name="IsOpen">Whether the caller may see where it points.</param>
public sealed record CoqlJoin(Field Lookup, Module Target, bool IsSeen, bool IsOpen);
