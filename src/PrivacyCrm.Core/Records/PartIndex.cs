using System.Collections.Immutable;
using System.Text;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Records;

/// <summary>
/// Pieces of texts, kept beside the words of a record, so that "contains" need not look at every record. A key is cut into pieces of three
/// characters; a part of five characters or more holds at least one of them whole, wherever it begins. See decision 0016.
/// </summary>
public static class PartIndex
{
    /// <summary>The pieces of a key.</summary>
    /// <param name="field">The field.</param>
    /// <param name="key">The key in which parts are looked for.</param>
    /// <returns>The whole pieces from its beginning on, some of them perhaps twice.</returns>
    public static IEnumerable<Piece> PiecesOf(Field field, string key)
    {
        ArgumentNullException.ThrowIfNull(field);
        ArgumentNullException.ThrowIfNull(key);
        return Cut(field.Number, key);
    }

    /// <summary>The pieces of which every record has some that holds a part.</summary>
    /// <param name="field">The field.</param>
    /// <param name="part">The part.</param>
    /// <returns>Groups, of one of which a record has all pieces; none when the part is too short to tell.</returns>
    public static ImmutableArray<ImmutableArray<Piece>> GroupsOf(Field field, string part)
    {
        ArgumentNullException.ThrowIfNull(field);
        Rune[] runes = [.. part.EnumerateRunes()];
        return runes.Length < Piece.Length + Piece.Length - 1
            ? []
            : [.. Enumerable.Range(0, Piece.Length).Select(start => (ImmutableArray<Piece>)[.. Cut(field.Number, string.Concat(runes[start..])).Distinct()])];
    }

    private static IEnumerable<Piece> Cut(int field, string key)
    {
        (Rune first, Rune second) = default((Rune, Rune));
        int at = 0;
        foreach (Rune rune in key.EnumerateRunes())
        {
            switch (at++ % Piece.Length)
            {
                case 0:
                    first = rune;
                    break;
                case 1:
                    second = rune;
                    break;
                default:
                    yield return new Piece(field, first, second, rune);
                    break;
            }
        }
    }
}
