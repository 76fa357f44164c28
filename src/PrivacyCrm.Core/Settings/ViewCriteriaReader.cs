using System.Collections.Immutable;
using System.Text.Json;
using PrivacyCrm.Core.Criteria;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Privacy;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Schema.Types;

namespace PrivacyCrm.Core.Settings;

/// <summary>Reads the criteria of a custom view. A closed field is told before any value is looked at.</summary>
internal sealed class ViewCriteriaReader(Caller caller, Module module, DateTimeOffset now)
{
    private const int MaximumConditions = 25;
    private const int MaximumDepth = 5;
    private const int MaximumValues = 100;
    private const int MaximumLength = 255;

    private readonly ViewConditions _conditions = new(caller, now);
    private int _count;

    public Result<ViewCriteria> Read(JsonElement json, string path) => Read(json, path, 1);

    /// <summary>Finds a field by <c>api_name</c> or, without one, by <c>id</c>.</summary>
    public static Field? FieldOf(JsonElement json, Module module, Caller caller) => Named(json, module) is { } field && caller.AccessTo(module).Allows(field, FieldUse.See) ? field : null;

    private static Field? Named(JsonElement json, Module module) => json.ValueKind != JsonValueKind.Object ? null
        : json.TryGetProperty("api_name", out JsonElement name) && name.ValueKind == JsonValueKind.String ? module.Find(name.GetString()!)
        : json.TryGetProperty("id", out JsonElement id) && RecordId.Read(id) is { } known ? module.Fields.FirstOrDefault(field => field.Id == known)
        : null;

    private Result<ViewCriteria> Read(JsonElement json, string path, int depth)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return CrmErrors.Records.WrongType("criteria", path, "jsonobject");
        }

        return json.TryGetProperty("group", out JsonElement group) && group.ValueKind != JsonValueKind.Null && !IsCondition(json)
            ? ReadGroup(json, group, path, depth)
            : ReadCondition(json, path);
    }

    // Answers show the keys of both forms, and people send back what they got.
    private static bool IsCondition(JsonElement json) => json.TryGetProperty("comparator", out JsonElement comparator) && comparator.ValueKind != JsonValueKind.Null;

    private Result<ViewCriteria> ReadGroup(JsonElement json, JsonElement group, string path, int depth)
    {
        if (group.ValueKind != JsonValueKind.Array || group.GetArrayLength() == 0)
        {
            return CrmErrors.Records.WrongType("group", $"{path}.group", "jsonarray");
        }

        if (depth > MaximumDepth)
        {
            return CrmErrors.Settings.LimitExceeded("group", $"{path}.group");
        }

        if (!JsonReading.Text(json, "group_operator", path).TryGet(out string? joined, out CrmError? error))
        {
            return error;
        }

        if (joined?.ToUpperInvariant() is not ("AND" or "OR"))
        {
            return CrmErrors.Records.NotSupportedValue("group_operator", $"{path}.group_operator", ["AND", "OR"]);
        }

        ImmutableArray<ViewCriteria>.Builder members = ImmutableArray.CreateBuilder<ViewCriteria>();
        foreach (JsonElement member in group.EnumerateArray())
        {
            if (!Read(member, $"{path}.group[{members.Count}]", depth + 1).TryGet(out ViewCriteria? read, out error))
            {
                return error;
            }

            members.Add(read);
        }

        return new ViewCriteria { IsAnd = string.Equals(joined, "AND", StringComparison.OrdinalIgnoreCase), Group = members.ToImmutable() };
    }

    private Result<ViewCriteria> ReadCondition(JsonElement json, string path)
    {
        if (++_count > MaximumConditions)
        {
            return CrmErrors.Settings.LimitExceeded("criteria", path);
        }

        if (!json.TryGetProperty("field", out JsonElement named))
        {
            return CrmErrors.Settings.MandatoryMissing("field", $"{path}.field");
        }

        if (FieldOf(named, module, caller) is not { } field)
        {
            return CrmErrors.Records.InvalidValue("api_name", $"{path}.field.api_name");
        }

        if (!caller.AccessTo(module).Allows(field, FieldUse.Filter))
        {
            return CrmErrors.Search.RestrictedField(field.ApiName);
        }

        ImmutableArray<string> comparators = ViewComparators.Of(field);
        if (comparators.IsEmpty)
        {
            return CrmErrors.Records.InvalidValue("api_name", $"{path}.field.api_name");
        }

        if (!JsonReading.Text(json, "comparator", path).TryGet(out string? comparator, out CrmError? error))
        {
            return error;
        }

        return comparator is null ? CrmErrors.Settings.MandatoryMissing("comparator", $"{path}.comparator")
            : !comparators.Contains(comparator) ? CrmErrors.Records.NotSupportedValue("comparator", $"{path}.comparator", comparators)
            : ReadValues(json, field, comparator, path);
    }

    private Result<ViewCriteria> ReadValues(JsonElement json, Field field, string comparator, string path)
    {
        string inner = $"{path}.value";
        if (!json.TryGetProperty("value", out JsonElement value) || value.ValueKind == JsonValueKind.Null)
        {
            return CrmErrors.Settings.MandatoryMissing("value", inner);
        }

        bool isList = value.ValueKind == JsonValueKind.Array;
        if (isList && value.GetArrayLength() > MaximumValues)
        {
            return CrmErrors.Settings.LimitExceeded("value", inner);
        }

        string?[] texts = isList ? [.. value.EnumerateArray().Select(one => TextOf(one, field))] : [TextOf(value, field)];
        bool fits = ViewComparators.TakesRange(comparator) ? isList && texts.Length == 2
            : ViewComparators.TakesMany(comparator) ? texts.Length > 0
            : !isList;
        if (!fits || Array.Exists(texts, text => text is null) || _conditions.Bind(field, comparator, [.. texts.OfType<string>()]) is null)
        {
            return CrmErrors.Records.WrongType("value", inner, isList || !ViewComparators.TakesRange(comparator) ? ExpectedIn(field) : "jsonarray");
        }

        return ViewCriteria.Condition(field.Id, comparator, [.. texts.OfType<string>()]) with { IsList = isList };
    }

    private static string ExpectedIn(Field field) => field.Type is UserReferenceType or RecordLookupType ? field.Type.JsonType : field.Type.ExpectedName;

    private string? TextOf(JsonElement value, Field field)
    {
        string? text = value.ValueKind == JsonValueKind.String ? value.GetString()!.Trim() : null;
        if (text is { Length: 0 or > MaximumLength } || text?.Contains('\0', StringComparison.Ordinal) == true)
        {
            return null;
        }

        return text is not null && Placeholders.IsOne(text) ? text : field.Type switch
        {
            UserReferenceType => UserOf(value),
            RecordLookupType => IdOf(value),
            BooleanType => value.ValueKind switch { JsonValueKind.True => "true", JsonValueKind.False => "false", _ => null },
            { JsonType: "string" } => text,
            MultiSelectPicklistType => text,
            _ => value.ValueKind == JsonValueKind.Number ? value.GetRawText() : null,
        };
    }

    private string? UserOf(JsonElement value)
    {
        bool isCurrent = value.ValueKind == JsonValueKind.Object && value.TryGetProperty("name", out JsonElement name)
            && name.ValueKind == JsonValueKind.String && name.GetString() == Placeholders.CurrentUser;
        return isCurrent ? Placeholders.CurrentUser
            : IdOf(value) is { } id && caller.Organization.FindUser(RecordId.Parse(id)) is not null ? id
            : null;
    }

    private static string? IdOf(JsonElement value)
    {
        JsonElement id = value.ValueKind == JsonValueKind.Object && value.TryGetProperty("id", out JsonElement inner) ? inner : value;
        return RecordId.Read(id) is { } known ? RecordId.Format(known) : null;
    }
}
