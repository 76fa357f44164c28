using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using PrivacyCrm.Core.Organizations;

namespace PrivacyCrm.Core.Schema.Types;

/// <summary><c>multiselectpicklist</c>: several choices; a record is found by any one of them.</summary>
public sealed class MultiSelectPicklistType() : FieldType("multiselectpicklist", "jsonarray")
{
    private static readonly ImmutableArray<CriteriaOperator> WithPrefix =
        [CriteriaOperators.Equals, CriteriaOperators.NotEqual, CriteriaOperators.In, CriteriaOperators.StartsWith];

    /// <inheritdoc/>
    public override KeyKind Key => KeyKind.Long;

    /// <inheritdoc/>
    public override ImmutableArray<CriteriaOperator> Operators => WithPrefix;

    /// <inheritdoc/>
    public override bool HasWords => true;

    /// <inheritdoc/>
    public override int DefaultLength => 2000;

    /// <inheritdoc/>
    public override int UiType => 100;

    /// <inheritdoc/>
    public override bool CanBeCreated => true;

    /// <inheritdoc/>
    public override ReadOutcome Read(JsonElement json, FieldInput input)
    {
        if (json.ValueKind != JsonValueKind.Array)
        {
            return new ValueProblem(ExpectedDataType: "jsonarray");
        }

        List<string> choices = [];
        foreach (JsonElement item in json.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.String || item.GetString()!.AsSpan().IndexOfAny('\0', Keys.Separator) >= 0)
            {
                return new ValueProblem(ExpectedDataType: "text");
            }

            string choice = item.GetString()!.Trim();
            if (choice.Length > 0 && choice != PicklistType.None && !choices.Contains(choice))
            {
                choices.Add(choice);
            }
        }

        if (choices.Count == 0)
        {
            return FieldValue.Null;
        }

        string key = ToKey(choices);
        return key.Length > input.Field.Length
            ? new ValueProblem(MaximumLength: input.Field.Length)
            : new FieldValue(ToJson(choices), key);
    }

    /// <inheritdoc/>
    public override KeyRange? ParseKey(string text, Field field, Organization organization) => KeyRange.Point(text);

    /// <inheritdoc/>
    public override KeyComparison Compare(CriteriaOperator criteriaOperator, ImmutableArray<KeyRange> values)
    {
        ArgumentNullException.ThrowIfNull(criteriaOperator);
        ImmutableArray<string> whole = [.. values.Select(value => $"{Keys.Separator}{value.Low}{Keys.Separator}")];
        return criteriaOperator.Test switch
        {
            KeyTest.NotEqual => new(KeyTest.NotContains, whole),
            KeyTest.OneOf => new(KeyTest.ContainsOneOf, whole),
            KeyTest.StartsWith => new(KeyTest.Contains, [Keys.Separator + values[0].Low]),
            _ => new(KeyTest.Contains, whole),
        };
    }

    /// <inheritdoc/>
    public override string WordsOf(string stored) => string.Join(' ', Choices(stored));

    /// <inheritdoc/>
    public override string TextOf(string stored, ViewContext context) => string.Join(';', Choices(stored));

    /// <summary>Adds choices to those a record has.</summary>
    /// <param name="before">The stored choices.</param>
    /// <param name="added">The choices added.</param>
    /// <returns>All of them, each once.</returns>
    internal static FieldValue Append(string before, string added)
    {
        List<string> choices = [.. Choices(before).Union(Choices(added))];
        return new FieldValue(ToJson(choices), ToKey(choices));
    }

    private static string[] Choices(string stored)
    {
        using JsonDocument document = JsonDocument.Parse(stored);
        return [.. document.RootElement.EnumerateArray().Select(choice => choice.GetString()!)];
    }

    private static string ToKey(List<string> choices) => Keys.Separator + string.Join(Keys.Separator, choices) + Keys.Separator;

    private static string ToJson(List<string> choices)
    {
        StringBuilder json = new("[");
        json.AppendJoin(',', choices.Select(JsonText.Quote));
        return json.Append(']').ToString();
    }
}
