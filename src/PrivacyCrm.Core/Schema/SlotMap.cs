using PrivacyCrm.Core.Schema.Types;

namespace PrivacyCrm.Core.Schema;

/// <summary>The columns of the search index and who gets them: creating a field needs no change of tables.</summary>
public static class SlotMap
{
    /// <summary>The number of indexed columns, S1 to S120.</summary>
    public const int IndexedCount = 120;

    /// <summary>The number of columns for texts too long to be indexed, X1 to X30.</summary>
    public const int LongCount = 30;

    /// <summary>The number of columns for the parts of Data_Processing_Basis_Details, C1 to C15; every module has the same.</summary>
    public const int ConsentCount = 15;

    // An index entry of PostgreSQL holds 2700 bytes; a character takes up to four, and folding may add some.
    private const int LongestIndexed = 500;

    /// <summary>All columns.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        .. Enumerable.Range(1, IndexedCount).Select(number => $"S{number}"),
        .. Enumerable.Range(1, LongCount).Select(number => $"X{number}"),
        .. Enumerable.Range(1, ConsentCount).Select(number => $"C{number}"),
    ];

    private static readonly HashSet<string> Known = new(All, StringComparer.Ordinal);

    /// <summary>Tells whether a name is one of the columns; nothing else may become part of a statement.</summary>
    /// <param name="slot">The name.</param>
    /// <returns>True when it is.</returns>
    public static bool Contains(string slot) => Known.Contains(slot);

    /// <summary>Finds a free column for a field.</summary>
    /// <param name="type">The field's type.</param>
    /// <param name="length">The field's length.</param>
    /// <param name="taken">The columns that the module's fields use.</param>
    /// <returns>The column; null when the type needs none.</returns>
    /// <exception cref="InvalidOperationException">All columns are used; see <see cref="HasRoom"/>.</exception>
    public static string? Assign(FieldType type, int length, ISet<string> taken)
    {
        if (PrefixOf(type, length) is not { } prefix)
        {
            return null;
        }

        string slot = Free(prefix, taken) ?? throw new InvalidOperationException("The module has no free column left.");
        taken.Add(slot);
        return slot;
    }

    /// <summary>Tells whether a field of a type would find a column.</summary>
    /// <param name="type">The type.</param>
    /// <param name="length">The length.</param>
    /// <param name="taken">The columns that the module's fields use.</param>
    /// <returns>True when it would, or needs none.</returns>
    public static bool HasRoom(FieldType type, int length, ISet<string> taken) =>
        PrefixOf(type, length) is not { } prefix || Free(prefix, taken) is not null;

    private static char? PrefixOf(FieldType type, int length)
    {
        ArgumentNullException.ThrowIfNull(type);
        return type.Key switch
        {
            KeyKind.Indexed when length <= LongestIndexed || type is not TextLikeType => 'S',
            KeyKind.Indexed or KeyKind.Long => 'X',
            _ => null,
        };
    }

    private static string? Free(char prefix, ISet<string> taken) => All.FirstOrDefault(slot => slot[0] == prefix && !taken.Contains(slot));
}
