using System.Collections.Immutable;

namespace PrivacyCrm.Core.Organizations;

/// <summary>The words that the API has for rights to fields.</summary>
public static class FieldRights
{
    private static readonly ImmutableArray<string> InOrder = ["read_write", "read_only", "hidden"];

    /// <summary>Gets the words.</summary>
    public static IReadOnlyList<string> Names => InOrder;

    /// <summary>The word for a right.</summary>
    /// <param name="right">The right.</param>
    /// <returns>The word.</returns>
    public static string NameOf(FieldRight right) => InOrder[(int)right];

    /// <summary>Finds the right of a word.</summary>
    /// <param name="name">The word.</param>
    /// <returns>The right, or null.</returns>
    public static FieldRight? Find(string? name) => name is not null && InOrder.IndexOf(name) is >= 0 and var index ? (FieldRight)index : null;
}
