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
        StringBuilder token = new("f");
        token.Append(field.Number).Append('z');
        foreach (char unit in word)
        {
            if (unit == 'x')
            {
                token.Append("xx");
            }
            else if (char.IsAsciiLetterOrDigit(unit))
            {
                token.Append(unit);
            }
            else
            {
                token.Append('x').Append(((int)unit).ToString("x4", CultureInfo.InvariantCulture));
            }
        }

        return token.ToString();
    }

    /// <summary>All tokens of a record, separated by spaces.</summary>
    /// <param name="values">The stored values of its fields.</param>
    /// <returns>The tokens.</returns>
    public static string Of(IEnumerable<KeyValuePair<Field, string>> values) => string.Join(' ', values.SelectMany(pair => TokensOf(pair.Key, pair.Value)).Distinct(StringComparer.Ordinal));

    /// <summary>Tells whether values of a field are among the tokens.</summary>
    /// <param name="field">The field.</param>
    /// <returns>True when they are.</returns>
    public static bool Covers(Field field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return HasWords(field) || field.Type.HasParts;
    }

    private static bool HasWords(Field field) => field.Type.HasWords && field.IsSearchable;

    private static IEnumerable<string> TokensOf(Field field, string stored) =>
    [
        .. HasWords(field) ? Split(field.Type.WordsOf(stored)).Select(word => Token(field, word)) : [],
        .. field.Type.HasParts ? PartIndex.Tokens(field, field.Type.PartsKeyOf(stored)) : [],
    ];
}
