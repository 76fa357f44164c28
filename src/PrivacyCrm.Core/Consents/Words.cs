using System.Collections.Frozen;
using System.Text.Json;

namespace PrivacyCrm.Core.Consents;

/// <summary>The words that the API has for the members of enumerations, such as <c>accesses_added</c>.</summary>
public static class Words
{
    /// <summary>The words of an enumeration.</summary>
    /// <typeparam name="T">The enumeration.</typeparam>
    /// <returns>The words, in order.</returns>
    public static IEnumerable<string> All<T>()
        where T : struct, Enum => Enum.GetValues<T>().Select(Of);

    /// <summary>The word for a value.</summary>
    /// <typeparam name="T">The enumeration.</typeparam>
    /// <param name="value">The value.</param>
    /// <returns>The word.</returns>
    public static string Of<T>(T value)
        where T : struct, Enum => Known<T>.ByValue[value];

    /// <summary>Finds the value of a word.</summary>
    /// <typeparam name="T">The enumeration.</typeparam>
    /// <param name="word">The word.</param>
    /// <returns>The value, or null.</returns>
    public static T? Find<T>(string? word)
        where T : struct, Enum => word is not null && Known<T>.ByWord.TryGetValue(word, out T value) ? value : null;

    private static class Known<T>
        where T : struct, Enum
    {
        public static readonly FrozenDictionary<T, string> ByValue =
            Enum.GetValues<T>().ToFrozenDictionary(value => value, value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()));

        public static readonly FrozenDictionary<string, T> ByWord = ByValue.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);
    }
}
