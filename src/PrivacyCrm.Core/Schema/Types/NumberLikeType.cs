using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using PrivacyCrm.Core.Organizations;

namespace PrivacyCrm.Core.Schema.Types;

/// <summary>What all numbers have in common: exact decimals, limited in digits, compared by size.</summary>
/// <param name="name">The <c>data_type</c> of the metadata.</param>
/// <param name="jsonType">The <c>json_type</c> of the metadata.</param>
public abstract class NumberLikeType(string name, string jsonType) : FieldType(name, jsonType)
{
    /// <inheritdoc/>
    public override string ExpectedName => AllowsDecimals ? "double" : Name;

    /// <inheritdoc/>
    public override KeyKind Key => KeyKind.Indexed;

    /// <inheritdoc/>
    public override ImmutableArray<CriteriaOperator> Operators => CriteriaOperators.ForOrdered;

    /// <inheritdoc/>
    public override bool CanBeCreated => true;

    /// <inheritdoc/>
    public override bool CanBeUnique => true;

    /// <summary>Gets a value indicating whether digits after the point are possible.</summary>
    protected virtual bool AllowsDecimals => true;

    /// <inheritdoc/>
    public override ReadOutcome Read(JsonElement json, FieldInput input)
    {
        Field field = input.Field;
        if (json.ValueKind != JsonValueKind.Number || !TryParse(json.GetRawText(), out decimal value))
        {
            return json.ValueKind == JsonValueKind.Number && IsHuge(json.GetRawText())
                ? new ValueProblem(MaximumLength: field.Length)
                : new ValueProblem(ExpectedDataType: ExpectedName);
        }

        if (DigitsBeforePoint(value) > field.Length)
        {
            return new ValueProblem(MaximumLength: field.Length);
        }

        decimal rounded = AllowsDecimals ? decimal.Round(value, field.DecimalPlaces ?? 9, MidpointRounding.AwayFromZero) : value;
        return rounded == value || Name == "currency"
            ? Stored(rounded)
            : new ValueProblem(MaximumLength: field.DecimalPlaces ?? 9);
    }

    /// <inheritdoc/>
    public override KeyRange? ParseKey(string text, Field field, Organization organization) =>
        TryParse(text, out decimal value) ? KeyRange.Point(Keys.OfNumber(value)) : null;

    /// <summary>The value as it is kept.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The value.</returns>
    protected virtual FieldValue Stored(decimal value) => new(Plain(value), Keys.OfNumber(value));

    /// <summary>A number without exponent or trailing zeros.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The digits.</returns>
    protected static string Plain(decimal value) => value.ToString("0.############################", CultureInfo.InvariantCulture);

    /// <summary>Reads a number exactly; what decimals cannot hold is refused, never rounded.</summary>
    /// <param name="text">The digits.</param>
    /// <param name="value">The number.</param>
    /// <returns>True when it is one of this type.</returns>
    protected bool TryParse(string text, out decimal value) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value)
        && IsExact(text, value)
        && (AllowsDecimals || decimal.Truncate(value) == value);

    // Beyond what decimals hold, so certainly longer than any field.
    private static bool IsHuge(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && Math.Abs(value) >= 1e28;

    private static int DigitsBeforePoint(decimal value)
    {
        string digits = decimal.Truncate(Math.Abs(value)).ToString(CultureInfo.InvariantCulture);
        return digits == "0" ? 0 : digits.Length;
    }

    // Decimals silently drop digits beyond 28 and turn 1e-40 into 0; counting significant digits notices both.
    private static bool IsExact(string text, decimal value)
    {
        int exponent = text.AsSpan().IndexOfAny('e', 'E');
        ReadOnlySpan<char> mantissa = exponent < 0 ? text : text.AsSpan(0, exponent);
        return Significant(mantissa) <= 28 && (value != 0 || mantissa.IndexOfAnyInRange('1', '9') < 0) && (exponent < 0 || SameDigits(mantissa, value));
    }

    private static bool SameDigits(ReadOnlySpan<char> mantissa, decimal value) =>
        Significant(Plain(value)) == Significant(mantissa);

    private static int Significant(ReadOnlySpan<char> number)
    {
        Span<char> digits = stackalloc char[Math.Min(number.Length, 64)];
        int count = 0;
        foreach (char unit in number)
        {
            if (char.IsAsciiDigit(unit) && (count > 0 || unit != '0'))
            {
                if (count == digits.Length)
                {
                    return int.MaxValue;
                }

                digits[count++] = unit;
            }
        }

        return digits[..count].TrimEnd('0').Length;
    }
}
