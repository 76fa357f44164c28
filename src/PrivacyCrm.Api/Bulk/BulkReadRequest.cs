using System.Collections.Immutable;
using System.Text.Json;
using PrivacyCrm.Api.Json;
using PrivacyCrm.Api.Outgoing;
using PrivacyCrm.Core.Bulk;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Jobs;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Api.Bulk;

/// <summary>Reads the order of a bulk read and checks all of it, so that an accepted job can be done.</summary>
/// <param name="caller">Who orders.</param>
/// <param name="version">The version of the API.</param>
/// <param name="jobs">Where the job of a page token is.</param>
/// <param name="networks">Where a callback may go.</param>
/// <param name="now">The time.</param>
internal sealed class BulkReadRequest(Caller caller, string version, IJobStore jobs, OutgoingNetworks networks, DateTimeOffset now)
{
    /// <summary>Reads the body of a bulk call.</summary>
    public static async Task<Result<JsonDocument>> BodyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength == 0 || (request.ContentLength is null && !request.Headers.ContainsKey("Transfer-Encoding") && request.Protocol == "HTTP/1.1"))
        {
            return CrmErrors.Bulk.BodyEmpty();
        }

        if (!(await StrictJson.ReadAsync(request, cancellationToken)).TryGet(out JsonDocument? body, out CrmError? error))
        {
            return error.Status == StatusCodes.Status413PayloadTooLarge ? error : CrmErrors.Bulk.BodyUnreadable();
        }

        if (body.RootElement.ValueKind == JsonValueKind.Object)
        {
            return body;
        }

        body.Dispose();
        return CrmErrors.Bulk.BodyNotSupported();
    }

    /// <summary>Reads a callback.</summary>
    /// <returns>Its address, null without one, or the refusal.</returns>
    public static Result<string?> CallbackOf(JsonElement body, OutgoingNetworks networks)
    {
        if (!(body.TryGetProperty("callback", out JsonElement callback) || body.TryGetProperty("callBack", out callback)) || callback.ValueKind == JsonValueKind.Null)
        {
            return (string?)null;
        }

        if (callback.ValueKind != JsonValueKind.Object)
        {
            return CrmErrors.Bulk.CallbackUrl();
        }

        if (!string.Equals(TextOf(callback, "method"), "post", StringComparison.OrdinalIgnoreCase))
        {
            return CrmErrors.Bulk.CallbackMethod();
        }

        string? url = TextOf(callback, "url");
        return networks.IsUsable(url) ? url : CrmErrors.Bulk.CallbackUrl();
    }

    /// <summary>A member that is a text, else null.</summary>
    public static string? TextOf(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>The name of a module, plain or in an object.</summary>
    public static string? ModuleOf(JsonElement json) =>
        json.TryGetProperty("module", out JsonElement module) && module.ValueKind == JsonValueKind.Object ? TextOf(module, "api_name") : TextOf(json, "module");

    /// <summary>Reads the order.</summary>
    public async Task<Result<BulkReadOrder>> ReadAsync(JsonElement body, CancellationToken cancellationToken)
    {
        if (!body.TryGetProperty("query", out JsonElement query) || query.ValueKind != JsonValueKind.Object)
        {
            return CrmErrors.Bulk.BodyNotSupported();
        }

        if ((FileTypeRefusal(body) ?? FileTypeRefusal(query)) is { } refusal)
        {
            return refusal;
        }

        if (!CallbackOf(body, networks).TryGet(out string? callback, out CrmError? error))
        {
            return error;
        }

        return (Has(query, "page_token") ? await ContinuedAsync(query, cancellationToken) : Asked(query)).TryGet(out BulkReadOrder? order, out error)
            ? order with { CallbackUrl = callback }
            : error;
    }

    private static bool Has(JsonElement json, string name) => json.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null;

    private static CrmError? FileTypeRefusal(JsonElement json) => !Has(json, "file_type") ? null : TextOf(json, "file_type") switch
    {
        "csv" => null,
        "ics" => CrmErrors.Bulk.MediaTypeNotSupported(),
        _ => CrmErrors.Bulk.BodyNotSupported(),
    };

    private Result<BulkReadOrder> Asked(JsonElement query)
    {
        if (ModuleOf(query) is not { } name)
        {
            return CrmErrors.Bulk.BodyNotSupported();
        }

        if (!BulkReadController.ModuleOf(caller, name, ModuleUse.View).TryGet(out Module? module, out CrmError? error)
            || !PageOf(query).TryGet(out int page, out error)
            || !FieldsOf(query).TryGet(out List<string>? fields, out error)
            || !BulkColumns.Read(caller, module, fields).TryGet(out ImmutableArray<BulkColumn> columns, out error))
        {
            return error;
        }

        JsonElement? criteria = Has(query, "criteria") ? query.GetProperty("criteria") : null;
        string? view = Has(query, "cvid") ? query.GetProperty("cvid").ToString() : null;
        return BulkFilter.Of(caller, module, criteria, view, now).TryGet(out _, out error)
            ? new BulkReadOrder { View = view, Version = version, Module = name, Fields = fields, Columns = [.. columns.Select(column => column.Name)], Criteria = criteria?.Clone(), Page = page }
            : error;
    }

    // A token goes on with the query of the job that told it. What stands beside it may only say the same.
    private async Task<Result<BulkReadOrder>> ContinuedAsync(JsonElement query, CancellationToken cancellationToken)
    {
        if (Has(query, "page"))
        {
            return CrmErrors.Paging.PageAndToken();
        }

        if (!PageToken.Read(TextOf(query, "page_token") ?? string.Empty, caller, BulkReadJson.TokenParameters, now).TryGet(out PageToken? token, out CrmError? error))
        {
            return error;
        }

        if (await jobs.FindAsync(caller.Organization.Id, token.Keyset.SortValue, cancellationToken) is not { Kind: BulkReadJob.KindName } job)
        {
            return CrmErrors.Paging.TokenExpired();
        }

        BulkReadOrder before = BulkJson.ReadOrderOf(job);
        bool isSame = (!Has(query, "module") || ModuleOf(query) == before.Module)
            && (!Has(query, "cvid") || query.GetProperty("cvid").ToString() == before.View)
            && (!Has(query, "fields") || (FieldsOf(query).TryGet(out List<string>? fields, out _) && fields!.SequenceEqual(before.Fields ?? [])))
            && (!Has(query, "criteria") || (before.Criteria is { } criteria && JsonElement.DeepEquals(criteria, query.GetProperty("criteria"))));
        if (!isSame)
        {
            return CrmErrors.Paging.TokenMismatch();
        }

        // The rights of the first page are not those of the next.
        if (!BulkReadController.ModuleOf(caller, before.Module, ModuleUse.View).TryGet(out Module? module, out error)
            || !BulkColumns.Read(caller, module, before.Columns).TryGet(out _, out error)
            || !BulkFilter.Of(caller, module, before.Criteria, before.View, now).TryGet(out _, out error))
        {
            return error;
        }

        return before with { Version = version, Page = token.Page, After = token.Keyset.Id };
    }

    private static Result<int> PageOf(JsonElement query)
    {
        if (!Has(query, "page"))
        {
            return 1;
        }

        JsonElement sent = query.GetProperty("page");
        return sent.ValueKind != JsonValueKind.Number || !sent.TryGetInt32(out int page) || page < 1 ? CrmErrors.Bulk.BodyNotSupported()
            : page > BulkLimits.MaximumPage ? CrmErrors.Bulk.PageRange(BulkLimits.MaximumPage)
            : page;
    }

    private static Result<List<string>?> FieldsOf(JsonElement query)
    {
        if (!Has(query, "fields"))
        {
            return default;
        }

        JsonElement sent = query.GetProperty("fields");
        return sent.ValueKind == JsonValueKind.Array && sent.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
            ? sent.EnumerateArray().Select(item => item.GetString()!).ToList()
            : CrmErrors.Bulk.BodyNotSupported();
    }
}
