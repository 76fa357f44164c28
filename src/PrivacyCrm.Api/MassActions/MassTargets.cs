using System.Text.Json;
using PrivacyCrm.Api.Json;
using PrivacyCrm.Core.Errors;

namespace PrivacyCrm.Api.MassActions;

/// <summary>The records a mass action is for: a list of ids, or a custom view.</summary>
/// <param name="Ids">The ids as sent, cut to the length an id can have; null for those of a view.</param>
/// <param name="View">The view as sent, cut in the same way; null for ids.</param>
internal sealed record MassTargets(IReadOnlyList<string>? Ids, string? View)
{
    private const int LongestId = 19;

    public static Result<MassTargets> Read(JsonDocument body, int maximum)
    {
        JsonElement root = body.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
        {
            return CrmErrors.Records.UnreadableBody();
        }

        bool hasView = root.TryGetProperty("cvid", out JsonElement view) && view.ValueKind != JsonValueKind.Null;
        if (hasView)
        {
            bool hasIds = root.TryGetProperty("ids", out JsonElement ids) && ids.ValueKind != JsonValueKind.Null;
            return hasIds ? CrmErrors.MassActions.IdsAndView()
                : root.TryGetProperty("territory", out JsonElement territory) && territory.ValueKind != JsonValueKind.Null ? CrmErrors.MassActions.TerritoryNotEnabled()
                : view.ValueKind is JsonValueKind.String or JsonValueKind.Number ? new MassTargets(null, TextOf(view))
                : CrmErrors.MassActions.UnknownView();
        }

        if (!BodyRows.Of(body, "ids", maximum).TryGet(out List<JsonElement>? items, out CrmError? error))
        {
            return error;
        }

        int wrong = items.FindIndex(item => item.ValueKind is not (JsonValueKind.String or JsonValueKind.Number));
        return wrong >= 0
            ? CrmErrors.Records.WrongType("ids", $"$.ids[{wrong}]", "bigint")
            : new MassTargets(items.ConvertAll(TextOf), null);
    }

    private static string TextOf(JsonElement item)
    {
        string text = item.ValueKind == JsonValueKind.String ? item.GetString()! : item.GetRawText();
        return text.Length > LongestId ? text[..LongestId] : text;
    }
}
