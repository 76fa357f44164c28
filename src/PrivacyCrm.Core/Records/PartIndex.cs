using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Records;

/// <summary>
/// Pieces of texts, kept among the words of a record, so that "contains" need not look at every record. A key is cut into pieces of three
/// characters; a part of five characters or more holds at least one of them whole, wherever it begins. See decision 0016.
/// </summary>
public static class PartIndex
{
    private const int Length = 3;

    /// <summary>The tokens of a key.</summary>
    /// <param name="field">The field.</param>
    /// <param name="key">The key in which parts are looked for.</param>
    /// <returns>A token for each whole piece, with the number of its field, as words have it.</returns>
    public static IEnumerable<string> Tokens(Field field, string key)
    {
        ArgumentNullException.ThrowIfNull(field);
        return Pieces([.. key.EnumerateRunes()], start: 0).Select(piece => Token(field, piece));
    }

    /// <summary>The tokens of which every record has some that holds a part.</summary>
    /// <param name="field">The field.</param>
    /// <param name="part">The part.</param>
    /// <returns>Groups, of one of which a record has all tokens; none when the part is too short to tell.</returns>
    public static ImmutableArray<ImmutableArray<string>> GroupsOf(Field field, string part)
    {
        ArgumentNullException.ThrowIfNull(field);
        Rune[] runes = [.. part.EnumerateRunes()];
        return runes.Length < Length + Length - 1
            ? []
            : [.. Enumerable.Range(0, Length).Select(start => (ImmutableArray<string>)[.. Pieces(runes, start).Select(piece => Token(field, piece)).Distinct()])];
    }

    private static IEnumerable<ArraySegment<Rune>> Pieces(Rune[] runes, int start)
    {
        for (int at = start; at + Length <= runes.Length; at += Length)
        {
            yield return new ArraySegment<Rune>(runes, at, Length);
        }
    }

    // In hexadecimal, so that both databases take it for one word and their own functions can make it as well.
    private static string Token(Field field, ArraySegment<Rune> piece)
    {
        Span<byte> bytes = stackalloc byte[4 * Length];
        int length = 0;
        foreach (Rune rune in piece)
        {
            length += rune.EncodeToUtf8(bytes[length..]);
        }

        return string.Create(CultureInfo.InvariantCulture, $"g{field.Number}z{Convert.ToHexStringLower(bytes[..length])}");
    }
}
