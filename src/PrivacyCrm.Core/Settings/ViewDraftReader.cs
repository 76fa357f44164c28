using System.Collections.Immutable;
using System.Text.Json;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Privacy;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Settings;

/// <summary>Reads what a request says about a custom view. Members of features that are not here are ignored, but for those that would change what is found.</summary>
internal sealed class ViewDraftReader(Caller caller, Module module, DateTimeOffset now)
{
    private const int MaximumColumns = 50;
    private const int MaximumShares = 100;

    public Result<ViewDraft> Read(JsonElement json, string path)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return CrmErrors.Records.WrongType("custom_views", path, "jsonobject");
        }

        if (json.TryGetProperty("cross_filters", out JsonElement cross) && cross is not { ValueKind: JsonValueKind.Null } && !(cross.ValueKind == JsonValueKind.Array && cross.GetArrayLength() == 0))
        {
            return CrmErrors.Records.InvalidValue("cross_filters", $"{path}.cross_filters");
        }

        if (!ReadSort(json, path).TryGet(out ViewDraft? draft, out CrmError? error)
            || !ReadName(json, path).TryGet(out string? name, out error)
            || !ReadCriteria(json, path).TryGet(out ViewCriteria? criteria, out error)
            || !ReadColumns(json, path).TryGet(out ImmutableArray<long>? columns, out error)
            || !ReadAccess(json, path).TryGet(out ViewAccess? access, out error)
            || !ReadShares(json, path).TryGet(out ImmutableArray<long>? shares, out error)
            || !ReadFlag(json, "locked", path).TryGet(out bool? locked, out error))
        {
            return error;
        }

        return draft with
        {
            Name = name,
            HasCriteria = json.TryGetProperty("criteria", out _),
            Criteria = criteria,
            Columns = columns,
            Access = access,
            SharedTo = shares,
            IsLocked = locked,
        };
    }

    /// <summary>Reads the order alone.</summary>
    public Result<ViewDraft> ReadSort(JsonElement json, string path)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return CrmErrors.Records.WrongType("custom_views", path, "jsonobject");
        }

        if (!JsonReading.Object(json, "sort_by", path).TryGet(out JsonElement? named, out CrmError? error)
            || !JsonReading.Text(json, "sort_order", path).TryGet(out string? order, out error))
        {
            return error;
        }

        if (order is not (null or "asc" or "desc"))
        {
            return CrmErrors.Records.NotSupportedValue("sort_order", $"{path}.sort_order", ["asc", "desc"]);
        }

        ViewDraft draft = new() { HasSort = json.TryGetProperty("sort_by", out _), IsDescending = order is null ? null : order == "desc" };
        return named is { } sent ? ReadSortField(sent, draft, path) : draft;
    }

    private Result<ViewDraft> ReadSortField(JsonElement named, ViewDraft draft, string path)
    {
        if (ViewCriteriaReader.FieldOf(named, module, caller) is not { } field)
        {
            return CrmErrors.Records.InvalidValue("api_name", $"{path}.sort_by.api_name");
        }

        if (!caller.AccessTo(module).Allows(field, FieldUse.Sort))
        {
            return CrmErrors.Search.RestrictedField(field.ApiName);
        }

        // Only keys that are short enough to be indexed put records in order.
        bool isSortable = field.IsSortable && (field.Type.Key == KeyKind.Column || field.Slot is ['S', ..]);
        return isSortable ? draft with { SortBy = field.Id } : CrmErrors.Records.InvalidValue("api_name", $"{path}.sort_by.api_name");
    }

    private static Result<string?> ReadName(JsonElement json, string path)
    {
        if (!JsonReading.Text(json, "name", path).TryGet(out string? name, out CrmError? error))
        {
            return error;
        }

        return name is { Length: 0 } ? CrmErrors.Settings.MandatoryMissing("name", $"{path}.name") : name;
    }

    private Result<ViewCriteria?> ReadCriteria(JsonElement json, string path)
    {
        if (!JsonReading.Object(json, "criteria", path).TryGet(out JsonElement? criteria, out CrmError? error))
        {
            return error;
        }

        return criteria is not { } sent ? (ViewCriteria?)null
            : new ViewCriteriaReader(caller, module, now).Read(sent, $"{path}.criteria").TryGet(out ViewCriteria? read, out error) ? read
            : error;
    }

    private Result<ImmutableArray<long>?> ReadColumns(JsonElement json, string path)
    {
        if (!JsonReading.List(json, "fields", path).TryGet(out JsonElement? list, out CrmError? error))
        {
            return error;
        }

        if (list is not { } sent)
        {
            return (ImmutableArray<long>?)null;
        }

        if (sent.GetArrayLength() is 0 or > MaximumColumns)
        {
            return CrmErrors.Records.InvalidValue("fields", $"{path}.fields");
        }

        List<long> columns = [];
        foreach (JsonElement column in sent.EnumerateArray())
        {
            if (ViewCriteriaReader.FieldOf(column, module, caller) is not { } field)
            {
                return CrmErrors.Records.InvalidValue("api_name", $"{path}.fields[{columns.Count}].api_name");
            }

            columns.Add(field.Id);
        }

        return (ImmutableArray<long>?)[.. columns.Distinct()];
    }

    private static Result<ViewAccess?> ReadAccess(JsonElement json, string path)
    {
        if (!JsonReading.Text(json, "access_type", path).TryGet(out string? access, out CrmError? error))
        {
            return error;
        }

        return access switch
        {
            null => (ViewAccess?)null,
            "public" => ViewAccess.Public,
            "shared" => ViewAccess.Shared,
            "only_to_me" => ViewAccess.OnlyToMe,
            _ => CrmErrors.Records.NotSupportedValue("access_type", $"{path}.access_type", ["shared", "public", "only_to_me"]),
        };
    }

    private Result<ImmutableArray<long>?> ReadShares(JsonElement json, string path)
    {
        if (!JsonReading.List(json, "shared_to", path).TryGet(out JsonElement? list, out CrmError? error))
        {
            return error;
        }

        if (list is not { } sent)
        {
            return (ImmutableArray<long>?)null;
        }

        if (sent.GetArrayLength() > MaximumShares)
        {
            return CrmErrors.Settings.LimitExceeded("shared_to", $"{path}.shared_to");
        }

        List<long> users = [];
        foreach (JsonElement share in sent.EnumerateArray())
        {
            string inner = $"{path}.shared_to[{users.Count}]";
            if (share.ValueKind != JsonValueKind.Object)
            {
                return CrmErrors.Records.WrongType("shared_to", inner, "jsonobject");
            }

            if (share.TryGetProperty("type", out JsonElement type) && !type.ValueEquals("users"))
            {
                return CrmErrors.Records.NotSupportedValue("type", $"{inner}.type", ["users"]);
            }

            if (!share.TryGetProperty("id", out JsonElement id) || caller.Organization.FindUser(RecordId.Read(id)) is not { } user)
            {
                return CrmErrors.Records.InvalidId("id", $"{inner}.id");
            }

            users.Add(user.Id);
        }

        return (ImmutableArray<long>?)[.. users.Distinct()];
    }

    private static Result<bool?> ReadFlag(JsonElement json, string name, string path) =>
        !json.TryGetProperty(name, out JsonElement value) || value.ValueKind == JsonValueKind.Null ? (bool?)null
            : value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean()
            : CrmErrors.Records.WrongType(name, $"{path}.{name}", "boolean");
}
