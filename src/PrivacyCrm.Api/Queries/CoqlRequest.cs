using System.Text.Json;
using PrivacyCrm.Core.Errors;

namespace PrivacyCrm.Api.Queries;

/// <summary>The body of a query.</summary>
/// <param name="Query">The query.</param>
/// <param name="IncludesFields">Whether the metadata of its columns is asked for.</param>
internal sealed record CoqlRequest(string Query, bool IncludesFields)
{
    private const string QueryKey = "select_query";
    private const string MetaKey = "include_meta";

    private static readonly string[] Metas = ["fields"];

    /// <summary>Reads the body.</summary>
    public static Result<CoqlRequest> Of(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            return CrmErrors.Records.UnreadableBody();
        }

        if (!body.TryGetProperty(QueryKey, out JsonElement query) || query.ValueKind == JsonValueKind.Null)
        {
            return CrmErrors.Coql.KeyMissing(QueryKey);
        }

        if (query.ValueKind != JsonValueKind.String)
        {
            return CrmErrors.Coql.WrongType(QueryKey, "string");
        }

        return IncludesFieldsIn(body).TryGet(out bool includesFields, out CrmError? error) ? new CoqlRequest(query.GetString()!, includesFields) : error;
    }

    private static Result<bool> IncludesFieldsIn(JsonElement body)
    {
        if (!body.TryGetProperty(MetaKey, out JsonElement metas) || metas.ValueKind == JsonValueKind.Null)
        {
            return false;
        }

        if (metas.ValueKind != JsonValueKind.Array)
        {
            return CrmErrors.Coql.WrongType(MetaKey, "jsonarray");
        }

        int index = 0;
        foreach (JsonElement meta in metas.EnumerateArray())
        {
            if (meta.ValueKind != JsonValueKind.String || !Metas.Contains(meta.GetString()))
            {
                return CrmErrors.Coql.NotSupportedValue(MetaKey, index, Metas);
            }

            index++;
        }

        return index > 0;
    }
}
