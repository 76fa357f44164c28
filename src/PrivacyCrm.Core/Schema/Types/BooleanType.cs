using System.Collections.Immutable;
using System.Text.Json;
using PrivacyCrm.Core.Organizations;

namespace PrivacyCrm.Core.Schema.Types;

/// <summary><c>boolean</c>: true or false; a record without a value shows false.</summary>
public sealed class BooleanType() : FieldType("boolean", "boolean")
{
    private static readonly ImmutableArray<CriteriaOperator> Both = [CriteriaOperators.Equals, CriteriaOperators.NotEqual];

    /// <inheritdoc/>
    public override KeyKind Key => KeyKind.Indexed;

    /// <inheritdoc/>
    public override ImmutableArray<CriteriaOperator> Operators => Both;

    /// <inheritdoc/>
    public override int DefaultLength => 5;

    /// <inheritdoc/>
    public override int UiType => 301;

    /// <inheritdoc/>
    public override bool CanBeCreated => true;

    /// <inheritdoc/>
    public override ReadOutcome Read(JsonElement json, FieldInput input) => json.ValueKind switch
    {
        JsonValueKind.True => new FieldValue("true", "1"),
        JsonValueKind.False => FieldValue.Null,
        _ => new ValueProblem(ExpectedDataType: Name),
    };

    /// <inheritdoc/>
    public override void WriteAbsent(Utf8JsonWriter writer, ViewContext context)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteBooleanValue(false);
    }

    /// <summary>False is kept as no key, so that records from before the field existed are found as well.</summary>
    /// <param name="text">The word.</param>
    /// <param name="field">The field.</param>
    /// <param name="organization">The organization.</param>
    /// <returns>The key "1" or "0".</returns>
    public override KeyRange? ParseKey(string text, Field field, Organization organization) =>
        bool.TryParse(text, out bool value) ? KeyRange.Point(value ? "1" : "0") : null;

    /// <inheritdoc/>
    public override KeyComparison Compare(CriteriaOperator criteriaOperator, ImmutableArray<KeyRange> values)
    {
        bool wantsTrue = values[0].Low == "1" == (criteriaOperator == CriteriaOperators.Equals);
        return new(wantsTrue ? KeyTest.Equal : KeyTest.NotEqual, ["1"]);
    }
}
