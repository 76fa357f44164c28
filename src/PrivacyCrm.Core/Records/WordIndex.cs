using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Records;

/// <summary>
/// Words for the word search. Each is stored with the number of its field, so that a search names the fields it may use and a field
/// that is closed today is not searched today, whatever was indexed before.
/// </summary>
public static class WordIndex
{
    private const int MaximumWordLength = 40;
    private const int MaximumWordsPerField = 1_000;

    /// <summary>The words of a text: runs of letters and digits, folded.</summary>
    /// <param name="text">The text.</param>
    /// <returns>Each word once.</returns>
    public static ImmutableArray<string> Split(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        HashSet<string> words = new(StringComparer.Ordinal);
        string folded = Keys.Fold(text);
        int start = 0;
        while (start < folded.Length && words.Count < MaximumWordsPerField)
        {
            int end = start;
            while (end < folded.Length && (char.IsLetterOrDigit(folded[end]) || char.IsSurrogate(folded[end])))
            {
                end++;
            }

            if (end > start)
            {
                words.Add(folded[start..Math.Min(end, start + MaximumWordLength)]);
            }

            start = end + 1;
        }

        return [.. words];
    }

    /// <summary>A word of a field as the index keeps it: ASCII letters and digits only, so that both databases split texts alike.</summary>
    /// <param name="field">The field.</param>
    /// <param name="word">The word, folded.</param>
    /// <returns>A token that begins another one exactly when the word begins that one's word.</returns>
    public static string Token(Field field, string word)
    {
        ArgumentNullException.ThrowIfNull(field);
        ArgumentNullException.ThrowIfNull(word);
        StringBuilder token = new();
        Append(token, field, word);
        return token.ToString();
    }

    /// <summary>The words of a record, and the pieces of its texts.</summary>
    /// <param name="values">The stored values of its fields.</param>
    /// <returns>Both, of all fields that are searched.</returns>
    public static RecordWords Of(IReadOnlyCollection<KeyValuePair<Field, string>> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        StringBuilder words = new(2_048);
        List<Piece> pieces = new(256);
        foreach ((Field field, string stored) in values)
        {
            foreach (string word in HasWords(field) ? Split(field.Type.WordsOf(stored)) : [])
            {
                Append(words.Length == 0 ? words : words.Append(' '), field, word);
            }

            if (field.Type.HasParts)
            {
                pieces.AddRange(PartIndex.PiecesOf(field, field.Type.PartsKeyOf(stored)));
            }
        }

        return new RecordWords(words.ToString(), pieces);
    }

    /// <summary>Tells whether values of a field are among the words or the pieces.</summary>
    /// <param name="field">The field.</param>
    /// <returns>True when they are.</returns>
    public static bool Covers(Field field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return HasWords(field) || field.Type.HasParts;
    }

    private static bool HasWords(Field field) => field.Type.HasWords && field.IsSearchable;

    private static void Append(StringBuilder tokens, Field field, string word)
    {
        tokens.Append('f').Append(field.Number).Append('z');
        foreach (char unit in word)
        {
            if (unit == 'x')
            {
                tokens.Append("xx");
            }
            else if (char.IsAsciiLetterOrDigit(unit))
            {
                tokens.Append(unit);
            }
            else
            {
                tokens.Append(CultureInfo.InvariantCulture, $"x{(int)unit:x4}");
            }
        }
    }
}
