using System.Text.Json;
using System.Text.Json.Nodes;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Schema.Types;

namespace PrivacyCrm.Core.Conversion;

/// <summary>Tags of a lead that go along to the records it becomes.</summary>
internal sealed class CarriedTags(Module leads, WorkingRecord lead, IReadOnlyDictionary<string, IReadOnlyCollection<string>?> asked, Organization organization)
{
    private static readonly string Tag = "Tag";

    /// <summary>The tags of a record after the conversion; null when it keeps those it has. Names that the lead does not have are passed over.</summary>
    public Result<FieldValue?> For(Module target, WorkingRecord? existing)
    {
        if (!asked.TryGetValue(target.ApiName, out IReadOnlyCollection<string>? names) || target.Find(Tag) is not { Type: TagType } field || leads.Find(Tag) is not { } source)
        {
            return (FieldValue?)null;
        }

        List<string> before = NamesIn(existing?.JsonOf(field));
        string[] added = [.. NamesIn(lead.JsonOf(source)).Where(name => names?.Contains(name, StringComparer.OrdinalIgnoreCase) != false).Except(before, StringComparer.OrdinalIgnoreCase)];
        if (added.Length == 0)
        {
            return (FieldValue?)null;
        }

        JsonArray tags = [.. before.Concat(added).Select(name => (JsonNode)new JsonObject { ["name"] = name })];
        using JsonDocument document = JsonDocument.Parse(tags.ToJsonString());
        ReadOutcome outcome = field.Type.Read(document.RootElement, new FieldInput(field, organization));
        return outcome.Problem is { } problem
            ? CrmErrors.Records.TooLong(target.ApiName, $"$.data[0].carry_over_tags.{target.ApiName}", problem.MaximumLength ?? 0)
            : outcome.Value;
    }

    private static List<string> NamesIn(string? json)
    {
        if (json is null)
        {
            return [];
        }

        using JsonDocument tags = JsonDocument.Parse(json);
        return [.. tags.RootElement.EnumerateArray().Select(tag => tag.GetProperty("name").GetString()!)];
    }
}
