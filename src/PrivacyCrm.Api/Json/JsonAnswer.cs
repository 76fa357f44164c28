using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using PrivacyCrm.Core;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Records;

namespace PrivacyCrm.Api.Json;

/// <summary>An answer in JSON, written straight to the connection.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="write">Writes the body.</param>
internal sealed class JsonAnswer(int status, Func<Utf8JsonWriter, Func<ValueTask>, Task> write) : IActionResult
{
    // As much as the server keeps for a slow client; each sending has its price.
    private const int SentAtOnce = 64 * 1024;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>An answer whose body is small.</summary>
    public static JsonAnswer Of(int status, Action<Utf8JsonWriter> write) => new(status, (writer, _) =>
    {
        write(writer);
        return Task.CompletedTask;
    });

    /// <summary>A refusal in its flat form.</summary>
    public static JsonAnswer Of(CrmError error)
    {
        CoreTelemetry.CountRefusal(error.Code);
        return Of(error.Status, error.WriteTo);
    }

    /// <summary>A refusal in the form of the API that was asked.</summary>
    public static JsonAnswer For(HttpContext context, CrmError error) =>
        context.Request.Path.StartsWithSegments("/api/v3", StringComparison.OrdinalIgnoreCase) ? Of(error.Status, writer => error.WritePlatformTo(writer)) : Of(error);

    /// <summary>A refusal of a body, inside the list that the answer wraps.</summary>
    public static JsonAnswer Of(CrmError error, string list)
    {
        if (!error.IsAboutBody)
        {
            return Of(error);
        }

        CoreTelemetry.CountRefusal(error.Code);
        return Of(error.Status, writer => WriteList(writer, list, [error.WriteTo]));
    }

    /// <summary>The outcomes of a write.</summary>
    public static JsonAnswer Of(IReadOnlyList<RowOutcome> outcomes, string list, int successStatus) =>
        Of(StatusOf(outcomes, successStatus), writer => WriteList(writer, list, outcomes.Select(outcome => (Action<Utf8JsonWriter>)outcome.WriteTo)));

    public Task ExecuteResultAsync(ActionContext context) => SendAsync(context.HttpContext);

    /// <summary>Sends the answer.</summary>
    public async Task SendAsync(HttpContext context)
    {
        HttpResponse response = context.Response;
        response.StatusCode = status;
        response.ContentType = "application/json;charset=utf-8";
        await using Utf8JsonWriter writer = new(response.BodyWriter, Options);
        await write(writer, () => writer.BytesPending > SentAtOnce ? SendAsync(writer, context) : ValueTask.CompletedTask);
        await writer.FlushAsync(context.RequestAborted);
    }

    private static async ValueTask SendAsync(Utf8JsonWriter writer, HttpContext context)
    {
        await writer.FlushAsync(context.RequestAborted);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }

    private static int StatusOf(IReadOnlyList<RowOutcome> outcomes, int successStatus)
    {
        int refused = 0;
        foreach (RowOutcome outcome in outcomes)
        {
            if (outcome.Error is { } error)
            {
                refused++;
                CoreTelemetry.CountRefusal(error.Code);
            }
        }

        return refused == 0 ? successStatus
            : refused < outcomes.Count ? StatusCodes.Status207MultiStatus
            : outcomes.Select(outcome => outcome.Error!.Status).Distinct().ToArray() is [int only] ? only
            : StatusCodes.Status400BadRequest;
    }

    private static void WriteList(Utf8JsonWriter writer, string name, IEnumerable<Action<Utf8JsonWriter>> items)
    {
        writer.WriteStartObject();
        writer.WriteStartArray(name);
        foreach (Action<Utf8JsonWriter> item in items)
        {
            item(writer);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
