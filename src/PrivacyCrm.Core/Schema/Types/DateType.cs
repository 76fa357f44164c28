using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using PrivacyCrm.Core.Organizations;

namespace PrivacyCrm.Core.Schema.Types;

/// <summary><c>date</c>: a day as <c>yyyy-MM-dd</c>.</summary>
public sealed class DateType() : FieldType("date", "string")
{
    /// <inheritdoc/>
    public override KeyKind Key => KeyKind.Indexed;

    /// <inheritdoc/>
    public override ImmutableArray<CriteriaOperator> Operators => CriteriaOperators.ForOrdered;

    /// <inheritdoc/>
    public override int DefaultLength => 20;

    /// <inheritdoc/>
    public override int UiType => 24;

    /// <inheritdoc/>
    public override bool CanBeCreated => true;

    /// <inheritdoc/>
    public override ReadOutcome Read(JsonElement json, FieldInput input)
    {
        if (json.ValueKind != JsonValueKind.String)
        {
            return new ValueProblem(ExpectedDataType: Name);
        }

        string text = json.GetString()!;
        if (text.Length == 0)
        {
            return FieldValue.Null;
        }

        return TryParse(text, out _) ? new FieldValue($"\"{text}\"", text) : new ValueProblem(ExpectedDataType: Name);
    }

    /// <inheritdoc/>
    public override KeyRange? ParseKey(string text, Field field, Organization organization) =>
        TryParse(text, out _) ? KeyRange.Point(text) : null;

    /// <summary>Reads a day in the one accepted form.</summary>
    /// <param name="text">The text.</param>
    /// <param name="day">The day.</param>
    /// <returns>True when it is one.</returns>
    internal static bool TryParse(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
}
