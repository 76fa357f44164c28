using System.Collections.Immutable;
using System.Text.Json;
using PrivacyCrm.Core.Criteria;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Privacy;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Schema.Types;

namespace PrivacyCrm.Core.Bulk;

/// <summary>Binds the criteria of a bulk read. A restricted field anywhere is refused before any value is looked at.</summary>
/// <param name="caller">Who reads.</param>
/// <param name="module">The module read.</param>
public sealed class BulkCriteria(Caller caller, Module module)
{
    /// <summary>The greatest number of conditions.</summary>
    public const int MaximumConditions = 25;

    /// <summary>The greatest number of values in a list.</summary>
    public const int MaximumValues = 100;

    private readonly List<JsonElement> _conditions = [];

    /// <summary>Binds criteria.</summary>
    /// <param name="criteria">The criteria as sent; null for all records.</param>
    /// <returns>The filter, or the refusal.</returns>
    public Result<BulkFilter> Bind(JsonElement? criteria)
    {
        if (criteria is not { } sent)
        {
            return BulkFilter.None;
        }

        if (Collect(sent) is { } unreadable)
        {
            return unreadable;
        }

        if (_conditions.Count > MaximumConditions)
        {
            return CrmErrors.Bulk.TooManyCriteria(MaximumConditions);
        }

        if (_conditions.Select(NameOf).FirstOrDefault(IsClosed) is { } closed)
        {
            return CrmErrors.Bulk.CriteriaFieldNotSupported(closed);
        }

        return BindTop(sent);
    }

    /// <summary>The name of a condition's field, as sent.</summary>
    /// <param name="condition">The condition.</param>
    /// <returns>The name; empty when there is none.</returns>
    public static string NameOf(JsonElement condition)
    {
        JsonElement name = condition.TryGetProperty("field", out JsonElement field) ? field : condition;
        name = name.ValueKind == JsonValueKind.Object && name.TryGetProperty("api_name", out JsonElement inner) ? inner : name;
        return name.ValueKind == JsonValueKind.String ? name.GetString()! : string.Empty;
    }

    // Looks at forms only, and remembers the conditions.
    private CrmError? Collect(JsonElement node)
    {
        if (node.ValueKind != JsonValueKind.Object)
        {
            return CrmErrors.Bulk.InvalidCriteria();
        }

        bool isGroup = node.TryGetProperty("group", out JsonElement group);
        bool hasOperator = node.TryGetProperty("group_operator", out JsonElement groupOperator);
        bool isCondition = node.TryGetProperty("field", out _) || node.TryGetProperty("api_name", out _) || node.TryGetProperty("comparator", out _);
        if (isCondition)
        {
            _conditions.Add(node);
            return isGroup || hasOperator ? CrmErrors.Bulk.AmbiguousCriteria()
                : NameOf(node).Length == 0 || !HasTexts(node) ? CrmErrors.Bulk.InvalidCriteria() : null;
        }

        if (!isGroup && !hasOperator)
        {
            return CrmErrors.Bulk.InvalidCriteria();
        }

        if (!isGroup || !hasOperator || group.ValueKind != JsonValueKind.Array || group.GetArrayLength() == 0)
        {
            return CrmErrors.Bulk.AmbiguousGroup();
        }

        return groupOperator.ValueKind == JsonValueKind.String && groupOperator.GetString()!.ToUpperInvariant() is "AND" or "OR"
            ? group.EnumerateArray().Select(Collect).FirstOrDefault(error => error is not null)
            : CrmErrors.Bulk.GroupOperatorNotSupported();
    }

    private static bool HasTexts(JsonElement node) =>
        node.TryGetProperty("comparator", out JsonElement comparator) && comparator.ValueKind == JsonValueKind.String && node.TryGetProperty("value", out _);

    private bool IsClosed(string name) =>
        module.Find(name.Split('.')[0]) is { } field && IsSeen(field) && !caller.AccessTo(module).Allows(field, FieldUse.Filter);

    // A field that the caller cannot see is told like one that does not exist.
    private bool IsSeen(Field field) => caller.AccessTo(module).Allows(field, FieldUse.See);

    // "$converted" is no field of the index: it can be asked for alone, or beside other conditions that all have to hold.
    private Result<BulkFilter> BindTop(JsonElement node)
    {
        List<JsonElement> parts = IsAnd(node) ? [.. node.GetProperty("group").EnumerateArray()] : [node];
        ConvertedFilter converted = ConvertedFilter.Both;
        List<Criterion> criteria = [];
        foreach (JsonElement part in parts)
        {
            if (!part.TryGetProperty("group", out _) && NameOf(part) == RecordState.ConvertedKey && module.IsConvertable)
            {
                if (part.GetProperty("comparator").GetString() != "equal" || part.GetProperty("value").ValueKind is not (JsonValueKind.True or JsonValueKind.False))
                {
                    return CrmErrors.Bulk.ValueNotCompatible(RecordState.ConvertedKey, "equal");
                }

                converted = part.GetProperty("value").GetBoolean() ? ConvertedFilter.Yes : ConvertedFilter.No;
            }
            else if (BindNode(part).TryGet(out Criterion? criterion, out CrmError? error))
            {
                criteria.Add(criterion);
            }
            else
            {
                return error;
            }
        }

        return new BulkFilter(criteria.Count == 0 ? null : criteria.Aggregate((left, right) => new Criterion.And(left, right)), converted);
    }

    private static bool IsAnd(JsonElement node) =>
        node.TryGetProperty("group_operator", out JsonElement word) && string.Equals(word.GetString(), "and", StringComparison.OrdinalIgnoreCase);

    private Result<Criterion> BindNode(JsonElement node)
    {
        if (!node.TryGetProperty("group", out JsonElement group))
        {
            return BindCondition(node);
        }

        List<Criterion> parts = [];
        foreach (JsonElement member in group.EnumerateArray())
        {
            if (!BindNode(member).TryGet(out Criterion? criterion, out CrmError? error))
            {
                return error;
            }

            parts.Add(criterion);
        }

        return IsAnd(node)
            ? parts.Aggregate((left, right) => new Criterion.And(left, right))
            : parts.Aggregate((left, right) => new Criterion.Or(left, right));
    }

    private Result<Criterion> BindCondition(JsonElement node)
    {
        string name = NameOf(node);
        string comparator = node.GetProperty("comparator").GetString()!;
        string[] parts = name.Split('.');
        if (node.TryGetProperty("type", out JsonElement type) && type.ValueKind != JsonValueKind.Null && !(type.ValueKind == JsonValueKind.String && type.GetString() == "value"))
        {
            return CrmErrors.Bulk.ValueTypeNotSupported();
        }

        if (module.Find(parts[0]) is not { } field || !IsSeen(field))
        {
            return name.StartsWith('$') ? CrmErrors.Bulk.CriteriaFieldNotSupported(name) : CrmErrors.Bulk.CriteriaFieldNotAvailable(name);
        }

        if (parts.Length > 1)
        {
            return parts.Length == 2 && field.Type is UserReferenceType && BulkColumns.UserAttributes.TryGetValue(parts[1], out Func<User, string>? attribute)
                ? BindUser(name, field, attribute, comparator, node.GetProperty("value"))
                : CrmErrors.Bulk.CriteriaFieldNotSupported(name);
        }

        ImmutableArray<string> supported = BulkComparators.Of(field.Type);
        bool isKept = field.Slot is not null || field.Type.Key == KeyKind.Column;
        return supported.IsEmpty || !isKept ? CrmErrors.Bulk.CriteriaFieldNotSupported(name)
            : !supported.Contains(comparator) ? CrmErrors.Bulk.ComparatorNotSupported(name, comparator, supported)
            : BindValues(field, comparator, node.GetProperty("value"));
    }

    private Result<Criterion> BindValues(Field field, string comparator, JsonElement sent)
    {
        if (sent.ValueKind == JsonValueKind.String && sent.GetString() == CriteriaValues.Empty && comparator is "equal" or "not_equal")
        {
            return new Criterion.Compare(field, new KeyComparison(comparator == "equal" ? KeyTest.Empty : KeyTest.NotEmpty, []));
        }

        if (!TextsOf(field.ApiName, comparator, sent).TryGet(out ImmutableArray<string> texts, out CrmError? error))
        {
            return error;
        }

        ImmutableArray<KeyRange>.Builder ranges = ImmutableArray.CreateBuilder<KeyRange>();
        foreach (string text in texts)
        {
            bool isId = field.Type is not (RecordLookupType or UserReferenceType) || RecordId.Parse(text) is not null;
            KeyRange? range = field.Type is RecordLookupType ? KeyRange.Point(text) : field.Type.ParseKey(text, field, caller.Organization);
            if (!isId || range is not { } known)
            {
                return CrmErrors.Bulk.ValueNotCompatible(field.ApiName, comparator);
            }

            ranges.Add(known);
        }

        return BulkComparators.Compare(field, comparator, ranges.ToImmutable());
    }

    // Users are few and in memory: the condition becomes one about their ids.
    private Result<Criterion> BindUser(string name, Field field, Func<User, string> attribute, string comparator, JsonElement sent)
    {
        if (!TextsOf(name, comparator, sent).TryGet(out ImmutableArray<string> texts, out CrmError? error))
        {
            return error;
        }

        string[] folded = [.. texts.Select(Keys.Fold)];
        Func<string, bool>? test = comparator switch
        {
            "equal" or "in" => text => folded.Contains(text),
            "not_equal" or "not_in" => text => !folded.Contains(text),
            "contains" => text => text.Contains(folded[0], StringComparison.Ordinal),
            "not_contains" => text => !text.Contains(folded[0], StringComparison.Ordinal),
            "starts_with" => text => text.StartsWith(folded[0], StringComparison.Ordinal),
            "ends_with" => text => text.EndsWith(folded[0], StringComparison.Ordinal),
            _ => null,
        };
        return test is null
            ? CrmErrors.Bulk.ComparatorNotSupported(name, comparator, ["equal", "not_equal", "in", "not_in", "contains", "not_contains", "starts_with", "ends_with"])
            : new Criterion.Compare(field, new KeyComparison(KeyTest.OneOf, [.. caller.Organization.Users.Where(user => test(Keys.Fold(attribute(user)))).Select(user => RecordId.Format(user.Id))]));
    }

    private static Result<ImmutableArray<string>> TextsOf(string name, string comparator, JsonElement sent)
    {
        bool takesList = comparator is "in" or "not_in" or "between" or "not_between";
        if (takesList != (sent.ValueKind == JsonValueKind.Array))
        {
            return CrmErrors.Bulk.ValueNotCompatible(name, comparator);
        }

        List<JsonElement> items = takesList ? [.. sent.EnumerateArray()] : [sent];
        if (items.Count > MaximumValues)
        {
            return CrmErrors.Bulk.TooManyValues(MaximumValues);
        }

        bool isCounted = comparator is "between" or "not_between" ? items.Count == 2 : items.Count > 0;
        ImmutableArray<string> texts = [.. items.Select(TextOf).OfType<string>()];
        return isCounted && texts.Length == items.Count ? texts : CrmErrors.Bulk.ValueNotCompatible(name, comparator);
    }

    private static string? TextOf(JsonElement item) => item.ValueKind switch
    {
        JsonValueKind.String when item.GetString() is { Length: > 0 } text && !text.Contains('\0', StringComparison.Ordinal) => text,
        JsonValueKind.Number => item.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };
}
