using System.Globalization;
using System.Numerics;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Schema.Types;

namespace PrivacyCrm.Core.Coql;

/// <summary>One function over the records of one group. Sums are exact.</summary>
internal sealed class CoqlTally(CoqlMeasure measure)
{
    private readonly FieldType _type = measure.Path.Sortable!.Type;

    private BigInteger _sum;
    private long _count;
    private string? _best;

    /// <summary>Adds records that have the same key.</summary>
    public void Add(string? key, long count)
    {
        if (key is null)
        {
            return;
        }

        _count += count;
        switch (measure.Function)
        {
            case CoqlFunction.Sum or CoqlFunction.Avg:
                _sum += Keys.Scaled(key) * count;
                break;
            case CoqlFunction.Min when _best is null || Compare(key, _best) < 0:
            case CoqlFunction.Max when _best is null || Compare(key, _best) > 0:
                _best = key;
                break;
        }
    }

    /// <summary>The value in the form in which documents keep it; null when no record has one.</summary>
    public string? ToJson() => measure.Function switch
    {
        CoqlFunction.Count => _count.ToString(CultureInfo.InvariantCulture),
        _ when _count == 0 => null,
        CoqlFunction.Sum => Plain(_sum),
        CoqlFunction.Avg => double.Parse(Plain(_sum / _count), CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture),
        _ => Stored(_best!),
    };

    // Times of records are numbers of seconds.
    private int Compare(string left, string right) => _type is RecordTimeType && left.Length != right.Length
        ? left.Length.CompareTo(right.Length)
        : string.CompareOrdinal(left, right);

    private string Stored(string key) => _type switch
    {
        RecordTimeType => $"\"{Keys.OfInstant(DateTimeOffset.FromUnixTimeSeconds(long.Parse(key, CultureInfo.InvariantCulture)))}\"",
        BigIntType => $"\"{Plain(Keys.Scaled(key))}\"",
        NumberLikeType => Plain(Keys.Scaled(key)),
        _ => JsonText.Quote(key),
    };

    private static string Plain(BigInteger scaled)
    {
        string digits = BigInteger.Abs(scaled).ToString(CultureInfo.InvariantCulture).PadLeft(Keys.Decimals + 1, '0');
        string fraction = digits[^Keys.Decimals..].TrimEnd('0');
        string whole = digits[..^Keys.Decimals];
        return $"{(scaled.Sign < 0 ? "-" : string.Empty)}{whole}{(fraction.Length == 0 ? string.Empty : $".{fraction}")}";
    }
}
