using System.Text.Json;

namespace PrivacyCrm.Core.Schema.Types;

/// <summary><c>bigint</c>: up to 18 digits, shown as a text because clients would round the number.</summary>
public sealed class BigIntType() : NumberLikeType("bigint", "string")
{
    /// <inheritdoc/>
    public override int MaximumLength => 18;

    /// <inheritdoc/>
    public override int UiType => 52;

    /// <inheritdoc/>
    protected override bool AllowsDecimals => false;

    /// <inheritdoc/>
    public override ReadOutcome Read(JsonElement json, FieldInput input)
    {
        if (json.ValueKind != JsonValueKind.String)
        {
            return base.Read(json, input);
        }

        string text = json.GetString()!.Trim();
        if (text.Length == 0)
        {
            return FieldValue.Null;
        }

        string digits = text[0] == '-' ? text[1..] : text;
        if (digits.Length == 0 || !digits.All(char.IsAsciiDigit) || !TryParse(text, out decimal value))
        {
            return new ValueProblem(ExpectedDataType: Name);
        }

        return digits.TrimStart('0').Length > input.Field.Length ? new ValueProblem(MaximumLength: input.Field.Length) : Stored(value);
    }

    /// <inheritdoc/>
    protected override FieldValue Stored(decimal value) => new($"\"{Plain(value)}\"", Keys.OfNumber(value));
}
