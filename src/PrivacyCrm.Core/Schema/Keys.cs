using System.Globalization;
using System.Numerics;
using System.Text;

namespace PrivacyCrm.Core.Schema;

/// <summary>
/// Comparable forms of values. All keys are texts compared byte by byte, so that SQLite and PostgreSQL, which disagree
/// about case, booleans and numbers, order and match them alike.
/// </summary>
public static class Keys
{
    /// <summary>Stands between the parts of a key made of several.</summary>
    public const char Separator = '\u001f';

    /// <summary>The greatest number of digits behind the point.</summary>
    public const int Decimals = 28;

    private const int ExponentOffset = 500;

    /// <summary>The key of a text: lower case without regard to any language.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The key.</returns>
    public static string Fold(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.ToLowerInvariant();
    }

    /// <summary>The key of a number: sign, exponent, digits, so that byte order is the order of numbers.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The key.</returns>
    public static string OfNumber(decimal value)
    {
        if (value == 0)
        {
            return "1";
        }

        string digits = Math.Abs(value).ToString("0.############################", CultureInfo.InvariantCulture);
        int point = digits.IndexOf('.', StringComparison.Ordinal);
        int exponent = point < 0 ? digits.Length : point;
        string plain = point < 0 ? digits : digits.Remove(point, 1);
        string significant = plain.TrimStart('0');
        exponent -= plain.Length - significant.Length;
        significant = significant.TrimEnd('0');
        return value > 0
            ? $"2{ExponentOffset + exponent:000}{significant}"
            : $"0{ExponentOffset - exponent:000}{Complement(significant)}~";
    }

    /// <summary>The number a key stands for, times ten to the power of <see cref="Decimals"/>, so that it is a whole one and sums are exact.</summary>
    /// <param name="key">A key made by <see cref="OfNumber"/>.</param>
    /// <returns>The number.</returns>
    public static BigInteger Scaled(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (key == "1")
        {
            return BigInteger.Zero;
        }

        bool isNegative = key[0] == '0';
        int written = int.Parse(key.AsSpan(1, 3), NumberStyles.None, CultureInfo.InvariantCulture);
        string digits = isNegative ? Complement(key[4..^1]) : key[4..];
        int exponent = (isNegative ? ExponentOffset - written : written - ExponentOffset) - digits.Length + Decimals;
        BigInteger number = BigInteger.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture) * BigInteger.Pow(10, exponent);
        return isNegative ? -number : number;
    }

    /// <summary>The key of an instant: its UTC time to the second.</summary>
    /// <param name="instant">The instant.</param>
    /// <returns>The key.</returns>
    public static string OfInstant(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Only the digits of a text, for comparing phone numbers.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The digits.</returns>
    public static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));

    /// <summary>The first text that is greater than every text beginning with the prefix.</summary>
    /// <param name="prefix">The prefix.</param>
    /// <returns>The upper bound, excluded; null when there is none.</returns>
    public static string? AfterPrefix(string prefix)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        List<Rune> runes = [.. prefix.EnumerateRunes()];
        while (runes.Count > 0)
        {
            int last = runes[^1].Value;
            runes.RemoveAt(runes.Count - 1);
            if (last < 0x10FFFF)
            {
                // The surrogate range holds no characters of its own.
                int next = last + 1 == 0xD800 ? 0xE000 : last + 1;
                return string.Concat(runes) + new Rune(next);
            }
        }

        return null;
    }

    private static string Complement(string digits) => string.Concat(digits.Select(digit => (char)('9' - digit + '0')));
}
