using System.Collections.Immutable;
using System.Text.Json;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Records.Filters;

/// <summary>Reads the JSON of <c>filters</c> parameters: a condition, or a group of them that may hold groups.</summary>
/// <param name="columns">The columns that may be named.</param>
/// <param name="organization">The organization, for its modules and time zone.</param>
internal sealed class FilterReader(IReadOnlyDictionary<string, FilterColumn> columns, Organization organization)
{
    private const int MaximumLength = 3_000;
    private const int MaximumConditions = 15;
    private const int MaximumDepth = 16;
    private const int MaximumValues = 100;

    private int _conditions;

    /// <summary>Reads filters.</summary>
    /// <param name="text">The parameter.</param>
    /// <returns>The conditions, or null when they cannot be read.</returns>
    public RowFilter? Read(string text)
    {
        if (text.Length > MaximumLength)
        {
            return null;
        }

        try
        {
            using JsonDocument json = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = MaximumDepth });
            return ReadNode(json.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair.
            return null;
        }
    }

    private RowFilter? ReadNode(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        return json.TryGetProperty("group", out JsonElement group) ? ReadGroup(json, group) : ReadCondition(json);
    }

    private RowFilter.Group? ReadGroup(JsonElement json, JsonElement group)
    {
        bool? needsAll = TextOf(json, "group_operator")?.ToUpperInvariant() switch { "AND" => true, "OR" => false, _ => null };
        if (needsAll is null || group.ValueKind != JsonValueKind.Array || group.GetArrayLength() == 0)
        {
            return null;
        }

        ImmutableArray<RowFilter?> parts = [.. group.EnumerateArray().Select(ReadNode)];
        return parts.Contains(null) ? null : new RowFilter.Group([.. parts.OfType<RowFilter>()], needsAll.Value);
    }

    private RowFilter.Compare? ReadCondition(JsonElement json)
    {
        if (++_conditions > MaximumConditions
            || !json.TryGetProperty("field", out JsonElement field)
            || (field.ValueKind == JsonValueKind.Object ? TextOf(field, "api_name") : null) is not { } name
            || !columns.TryGetValue(name, out FilterColumn column)
            || !json.TryGetProperty("value", out JsonElement value)
            || TestOf(TextOf(json, "comparator"), column, value.ValueKind == JsonValueKind.Array) is not { } test
            || KeysOf(value, column) is not { } keys)
        {
            return null;
        }

        bool fits = test is KeyTest.OneOf or KeyTest.NoneOf ? keys.Length is > 0 and <= MaximumValues : keys.Length == (test == KeyTest.Between ? 2 : 1);
        return fits ? new RowFilter.Compare(name, new KeyComparison(test, keys)) : null;
    }

    private static KeyTest? TestOf(string? comparator, FilterColumn column, bool isList) => (comparator, column) switch
    {
        ("equal", FilterColumn.Text) => KeyTest.Equal,
        ("not_equal", FilterColumn.Text) => KeyTest.NotEqual,
        ("contains", FilterColumn.Text) => KeyTest.Contains,
        ("not_contains", FilterColumn.Text) => KeyTest.NotContains,
        ("starts_with", FilterColumn.Text) => KeyTest.StartsWith,
        ("equal", FilterColumn.Instant) => KeyTest.Equal,
        ("not_equal", FilterColumn.Instant) => KeyTest.NotEqual,
        ("greater_than", FilterColumn.Instant) => KeyTest.Greater,
        ("greater_equal", FilterColumn.Instant) => KeyTest.GreaterOrEqual,
        ("less_than", FilterColumn.Instant) => KeyTest.Less,
        ("less_equal", FilterColumn.Instant) => KeyTest.LessOrEqual,
        ("between", FilterColumn.Instant) when isList => KeyTest.Between,
        ("equal" or "in", FilterColumn.Word or FilterColumn.User or FilterColumn.Module) => KeyTest.OneOf,
        ("not_equal", FilterColumn.Word or FilterColumn.User or FilterColumn.Module) => KeyTest.NoneOf,
        _ => null,
    };

    private ImmutableArray<string>? KeysOf(JsonElement value, FilterColumn column)
    {
        ImmutableArray<string?> keys = value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Select(item => KeyOf(item, column))]
            : [KeyOf(value, column)];
        return keys.Contains(null) ? null : [.. keys.OfType<string>()];
    }

    private string? KeyOf(JsonElement value, FilterColumn column)
    {
        string? text = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.Object => TextOf(value, column == FilterColumn.Module ? "api_name" : "id"),
            _ => null,
        };
        return text is null or "" || text.Contains('\0', StringComparison.Ordinal) ? null : column switch
        {
            FilterColumn.Text => Keys.Fold(text),
            FilterColumn.Instant => Instants.TryParse(text, organization.TimeZone, out DateTimeOffset instant) ? RecordId.Format(instant.ToUnixTimeSeconds()) : null,
            FilterColumn.User => RecordId.Parse(text) is { } id ? RecordId.Format(id) : null,
            FilterColumn.Module => organization.FindModule(text) is { } module ? RecordId.Format(module.Id) : null,
            _ => text,
        };
    }

    private static string? TextOf(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
