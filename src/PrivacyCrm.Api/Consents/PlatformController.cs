using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using PrivacyCrm.Api.Json;
using PrivacyCrm.Api.Security;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;

namespace PrivacyCrm.Api.Consents;

/// <summary>What every endpoint of the platform has: a caller, answers as <c>{url, type, data}</c>, refusals as <c>{message, code}</c>.</summary>
[Route("api/v3")]
[Produces("application/json")]
public abstract class PlatformController : ControllerBase
{
    /// <summary>The greatest number of items on a page.</summary>
    private protected const int MaximumPage = 100;

    /// <summary>Gets who is calling. The gate before the endpoint has found out.</summary>
    protected Caller Caller => HttpContext.GetCaller();

    /// <summary>An answer with data.</summary>
    /// <param name="type">What the data is.</param>
    /// <param name="write">Writes it.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="next">The token of the next page, or null.</param>
    /// <returns>The answer.</returns>
    private protected JsonAnswer Show(string type, Action<Utf8JsonWriter> write, int status = StatusCodes.Status200OK, string? next = null)
    {
        string url = Request.Path;
        return JsonAnswer.Of(status, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("url", url);
            writer.WriteString("type", type);
            writer.WritePropertyName("data");
            write(writer);
            if (next is not null)
            {
                writer.WriteString("next_token", next);
            }

            writer.WriteEndObject();
        });
    }

    /// <summary>An answer with a list.</summary>
    /// <typeparam name="T">What is listed.</typeparam>
    /// <param name="type">What the items are.</param>
    /// <param name="items">The items, one more than a page when another page follows.</param>
    /// <param name="write">Writes one.</param>
    /// <param name="limit">The size of a page; null when everything is on one.</param>
    /// <param name="tokenOf">The token of the page after an item.</param>
    /// <returns>The answer.</returns>
    private protected JsonAnswer ShowAll<T>(string type, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write, int? limit = null, Func<T, string>? tokenOf = null)
    {
        List<T> shown = [.. items.Take(limit ?? items.Count)];
        return Show(type, writer => PlatformJson.WriteList(writer, shown, write), next: shown.Count < items.Count ? tokenOf!(shown[^1]) : null);
    }

    /// <summary>Answers a page of a list by id.</summary>
    /// <param name="limit">The parameter with the size of a page.</param>
    /// <param name="nextToken">The parameter with the token of the page before.</param>
    /// <param name="show">Makes the answer from the size and the id that the page comes after.</param>
    /// <returns>The answer.</returns>
    private protected static async Task<IActionResult> WithPageAsync(string? limit, string? nextToken, Func<int, long, Task<JsonAnswer>> show) =>
        ReadLimit(limit).TryGet(out int size, out CrmError? error) && ReadId(nextToken, "next_token").TryGet(out long? after, out error) ? await show(size, after ?? 0) : Refuse(error);

    /// <summary>A refusal.</summary>
    /// <param name="error">Why.</param>
    /// <param name="writeData">Writes what the caller needs to go on, or null.</param>
    /// <returns>The answer.</returns>
    private protected static JsonAnswer Refuse(CrmError error, Action<Utf8JsonWriter>? writeData = null) => JsonAnswer.Of(error.Status, writer => error.WritePlatformTo(writer, writeData));

    /// <summary>Reads the body, and answers what is made of it.</summary>
    /// <param name="answer">Makes the answer.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The answer.</returns>
    private protected async Task<IActionResult> WithBodyAsync(Func<JsonElement, Task<IActionResult>> answer, CancellationToken cancellationToken)
    {
        if (!(await StrictJson.ReadAsync(Request, cancellationToken)).TryGet(out JsonDocument? body, out CrmError? error))
        {
            return Refuse(error.Status == StatusCodes.Status413PayloadTooLarge ? error : CrmErrors.Consents.InvalidInput("body"));
        }

        using (body)
        {
            return await answer(body.RootElement);
        }
    }

    /// <summary>Reads the size of a page.</summary>
    /// <param name="text">The parameter.</param>
    /// <returns>The size, or the refusal.</returns>
    private protected static Result<int> ReadLimit(string? text) => text is null ? MaximumPage
        : int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int limit) && limit is >= 1 and <= MaximumPage ? limit
        : CrmErrors.Consents.InvalidInput("limit");

    /// <summary>Reads an optional word.</summary>
    /// <typeparam name="T">The words.</typeparam>
    /// <param name="text">The parameter.</param>
    /// <param name="name">Its name.</param>
    /// <returns>The value, or the refusal.</returns>
    private protected static Result<T?> ReadWord<T>(string? text, string name)
        where T : struct, Enum =>
        text is null ? (T?)null : Core.Consents.Words.Find<T>(text) is { } value ? (T?)value : CrmErrors.Consents.InvalidInput(name);

    /// <summary>Reads an optional moment.</summary>
    /// <param name="text">The parameter, in ISO 8601 with an offset.</param>
    /// <param name="name">Its name.</param>
    /// <returns>The moment, or the refusal.</returns>
    private protected static Result<DateTimeOffset?> ReadTime(string? text, string name) => text is null ? (DateTimeOffset?)null
        : ConsentTimes.TryParse(text) is { } moment ? (DateTimeOffset?)moment
        : CrmErrors.Consents.InvalidInput(name);

    /// <summary>Reads an optional id.</summary>
    /// <param name="text">The parameter.</param>
    /// <param name="name">Its name.</param>
    /// <returns>The id, or the refusal.</returns>
    private protected static Result<long?> ReadId(string? text, string name) => text is null ? (long?)null
        : Core.Schema.RecordId.Parse(text) is { } id ? (long?)id
        : CrmErrors.Consents.InvalidInput(name);
}
