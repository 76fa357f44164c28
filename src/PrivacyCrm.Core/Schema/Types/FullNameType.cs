using System.Collections.Immutable;
using System.Text.Json;
using PrivacyCrm.Core.Organizations;

namespace PrivacyCrm.Core.Schema.Types;

/// <summary>Full_Name: first and last name with a space between, made by the system. It is closed when one of its parts is.</summary>
public sealed class FullNameType() : FieldType("text", "string")
{
    /// <summary>The fields a full name is made of, in order.</summary>
    public static readonly ImmutableArray<string> Parts = ["First_Name", "Last_Name"];

    /// <inheritdoc/>
    public override string Code => "full_name";

    /// <inheritdoc/>
    public override KeyKind Key => KeyKind.Indexed;

    /// <inheritdoc/>
    public override bool HasParts => true;

    /// <inheritdoc/>
    public override ImmutableArray<CriteriaOperator> Operators => CriteriaOperators.ForText;

    /// <summary>Reads a full name made by the writer.</summary>
    /// <param name="json">The text.</param>
    /// <param name="input">The field and its organization.</param>
    /// <returns>The value.</returns>
    public override ReadOutcome Read(JsonElement json, FieldInput input)
    {
        if (json.ValueKind != JsonValueKind.String)
        {
            return new ValueProblem(ExpectedDataType: "text");
        }

        string text = json.GetString()!;
        return new FieldValue(JsonText.Quote(text), Keys.Fold(text));
    }

    /// <inheritdoc/>
    public override KeyRange? ParseKey(string text, Field field, Organization organization) => KeyRange.Point(Keys.Fold(text));

    /// <inheritdoc/>
    public override string PartsKeyOf(string stored) => Keys.Fold(JsonText.Unquote(stored));

    /// <inheritdoc/>
    public override KeyComparison Compare(CriteriaOperator criteriaOperator, ImmutableArray<KeyRange> values) =>
        criteriaOperator == CriteriaOperators.Equals ? new(KeyTest.Contains, [values[0].Low]) : base.Compare(criteriaOperator, values);
}
