using System.Collections.Immutable;
using System.Text.Json;
using PrivacyCrm.Core.Organizations;

namespace PrivacyCrm.Core.Schema.Types;

/// <summary><c>autonumber</c>: prefix, number and suffix, given by the system when a record is created.</summary>
public sealed class AutoNumberType() : FieldType("autonumber", "string")
{
    /// <inheritdoc/>
    public override KeyKind Key => KeyKind.Indexed;

    /// <inheritdoc/>
    public override ImmutableArray<CriteriaOperator> Operators => CriteriaOperators.ForChoice;

    /// <inheritdoc/>
    public override bool HasWords => true;

    /// <inheritdoc/>
    public override int MaximumLength => 255;

    /// <inheritdoc/>
    public override int UiType => 4;

    /// <inheritdoc/>
    public override bool CanBeCreated => true;

    /// <inheritdoc/>
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
    public override string WordsOf(string stored) => JsonText.Unquote(stored);
}
