using System.Collections.Immutable;
using System.Text.Json;
using PrivacyCrm.Core.Organizations;

namespace PrivacyCrm.Core.Schema.Types;

/// <summary><c>picklist</c>: one choice. New choices are accepted, case matters, <c>-None-</c> is no choice.</summary>
public sealed class PicklistType() : FieldType("picklist", "string")
{
    /// <summary>The choice of nothing.</summary>
    internal const string None = "-None-";

    /// <inheritdoc/>
    public override KeyKind Key => KeyKind.Indexed;

    /// <inheritdoc/>
    public override ImmutableArray<CriteriaOperator> Operators => CriteriaOperators.ForChoice;

    /// <inheritdoc/>
    public override bool HasWords => true;

    /// <inheritdoc/>
    public override int DefaultLength => 120;

    /// <inheritdoc/>
    public override int UiType => 2;

    /// <inheritdoc/>
    public override bool CanBeCreated => true;

    /// <inheritdoc/>
    public override ReadOutcome Read(JsonElement json, FieldInput input)
    {
        if (json.ValueKind != JsonValueKind.String)
        {
            return new ValueProblem(ExpectedDataType: "text");
        }

        string text = json.GetString()!.Trim();
        if (text.Length == 0 || text == None)
        {
            return FieldValue.Null;
        }

        if (text.Length > input.Field.Length)
        {
            return new ValueProblem(MaximumLength: input.Field.Length);
        }

        return text.Contains('\0', StringComparison.Ordinal)
            ? new ValueProblem(ExpectedDataType: "text")
            : new FieldValue(JsonText.Quote(text), text);
    }

    /// <inheritdoc/>
    public override KeyRange? ParseKey(string text, Field field, Organization organization) => KeyRange.Point(text);

    /// <inheritdoc/>
    public override string WordsOf(string stored) => JsonText.Unquote(stored);
}
