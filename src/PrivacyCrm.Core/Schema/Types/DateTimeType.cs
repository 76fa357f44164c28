using System.Collections.Immutable;
using System.Text.Json;
using PrivacyCrm.Core.Organizations;

namespace PrivacyCrm.Core.Schema.Types;

/// <summary><c>datetime</c>: an instant to the second; kept in UTC, shown in the caller's time zone.</summary>
public class DateTimeType() : FieldType("datetime", "string")
{
    /// <inheritdoc/>
    public override KeyKind Key => KeyKind.Indexed;

    /// <inheritdoc/>
    public override ImmutableArray<CriteriaOperator> Operators => CriteriaOperators.ForOrdered;

    /// <inheritdoc/>
    public override int DefaultLength => 120;

    /// <inheritdoc/>
    public override int UiType => 333;

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

        if (!Instants.TryParse(text, input.Organization.TimeZone, out DateTimeOffset instant))
        {
            return new ValueProblem(ExpectedDataType: Name);
        }

        string key = Keys.OfInstant(instant);
        return new FieldValue($"\"{key}\"", key);
    }

    /// <inheritdoc/>
    public override bool IsShownAsStored => false;

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ReadOnlySpan<byte> stored, Field field, ViewContext context)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(context);
        context.WriteInstant(writer, Instants.Stored(stored[1..^1]));
    }

    /// <inheritdoc/>
    public override string TextOf(string stored, ViewContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Instants.Format(Instants.Stored(JsonText.Unquote(stored)), context.TimeZone);
    }

    /// <summary>An instant is itself to the second; a day stands for all of its seconds in the organization's time zone.</summary>
    /// <param name="text">The text.</param>
    /// <param name="field">The field.</param>
    /// <param name="organization">The organization.</param>
    /// <returns>The keys.</returns>
    public override KeyRange? ParseKey(string text, Field field, Organization organization)
    {
        ArgumentNullException.ThrowIfNull(organization);
        if (DateType.TryParse(text, out DateOnly day))
        {
            DateTimeOffset start = Instants.StartOfDay(day, organization.TimeZone);
            DateTimeOffset last = day == DateOnly.MaxValue
                ? DateTimeOffset.MaxValue
                : Instants.StartOfDay(day.AddDays(1), organization.TimeZone).AddSeconds(-1);
            return new KeyRange(Keys.OfInstant(start), Keys.OfInstant(last));
        }

        return Instants.TryParse(text, organization.TimeZone, out DateTimeOffset instant)
            ? KeyRange.Point(Keys.OfInstant(instant))
            : null;
    }
}
