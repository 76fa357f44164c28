using System.Collections.Immutable;
using System.Text.Json;
using PrivacyCrm.Core.Organizations;

namespace PrivacyCrm.Core.Schema.Types;

/// <summary>What all texts have in common: trimmed, limited in length, compared without case.</summary>
/// <param name="name">The <c>data_type</c> of the metadata.</param>
public abstract class TextLikeType(string name) : FieldType(name, "string")
{
    /// <inheritdoc/>
    public override KeyKind Key => KeyKind.Indexed;

    /// <inheritdoc/>
    public override bool HasParts => true;

    /// <inheritdoc/>
    public override ImmutableArray<CriteriaOperator> Operators => CriteriaOperators.ForText;

    /// <inheritdoc/>
    public override bool HasWords => true;

    /// <inheritdoc/>
    public override bool CanBeCreated => true;

    /// <inheritdoc/>
    public override bool CanBeUnique => true;

    /// <inheritdoc/>
    public override ReadOutcome Read(JsonElement json, FieldInput input)
    {
        if (json.ValueKind != JsonValueKind.String)
        {
            return new ValueProblem(ExpectedDataType: ExpectedName);
        }

        string text = json.GetString()!.Trim();
        if (text.Length == 0)
        {
            return FieldValue.Null;
        }

        if (LengthOf(text) > input.Field.Length)
        {
            return new ValueProblem(MaximumLength: input.Field.Length);
        }

        // PostgreSQL cannot store NUL, so nobody may.
        return text.Contains('\0', StringComparison.Ordinal) || !IsWellFormed(text)
            ? new ValueProblem(ExpectedDataType: ExpectedName)
            : new FieldValue(JsonText.Quote(text), KeyOfText(text));
    }

    /// <inheritdoc/>
    public override KeyRange? ParseKey(string text, Field field, Organization organization) => KeyRange.Point(KeyOfText(text));

    /// <summary>For texts the original's "equals" means "contains".</summary>
    /// <param name="criteriaOperator">The operator.</param>
    /// <param name="values">Its values.</param>
    /// <returns>The comparison.</returns>
    public override KeyComparison Compare(CriteriaOperator criteriaOperator, ImmutableArray<KeyRange> values) =>
        criteriaOperator == CriteriaOperators.Equals
            ? new(KeyTest.Contains, [ContainedIn(values[0].Low)])
            : base.Compare(criteriaOperator, values);

    /// <inheritdoc/>
    public override string PartsKeyOf(string stored) => KeyOfText(JsonText.Unquote(stored));

    /// <inheritdoc/>
    public override string WordsOf(string stored) => JsonText.Unquote(stored);

    /// <summary>Tells whether a text has the form of the type.</summary>
    /// <param name="text">The trimmed text.</param>
    /// <returns>True when it has.</returns>
    protected virtual bool IsWellFormed(string text) => true;

    /// <summary>The key of a text.</summary>
    /// <param name="text">The trimmed text.</param>
    /// <returns>The key.</returns>
    protected virtual string KeyOfText(string text) => Keys.Fold(text);

    /// <summary>The part of a key that other keys are searched for.</summary>
    /// <param name="key">The key of the written value.</param>
    /// <returns>The part.</returns>
    protected virtual string ContainedIn(string key) => key;

    private static int LengthOf(string text)
    {
        int length = text.Length;
        foreach (char unit in text)
        {
            if (char.IsLowSurrogate(unit))
            {
                length--;
            }
        }

        return length;
    }
}
