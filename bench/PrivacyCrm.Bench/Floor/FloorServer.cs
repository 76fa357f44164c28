using System.Buffers;
using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PrivacyCrm.Bench.Floor;

/// <summary>
/// The least a server over the same tables can do: Kestrel and one prepared statement, whose documents are sent as they are. It asks nobody
/// who is calling, closes no field and keeps no log.
/// </summary>
internal static class FloorServer
{
    public const string Argument = "floor";
    public const string StoreVariable = "PRIVACYCRM_BENCH_STORE";

    private static readonly ConcurrentBag<Session> Sessions = [];

    public static async Task RunAsync()
    {
        string store = Environment.GetEnvironmentVariable(StoreVariable)!;
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls(Environment.GetEnvironmentVariable("ASPNETCORE_URLS")!);
        builder.Logging.ClearProviders();
        await using WebApplication app = builder.Build();
        app.Run(async context =>
        {
            Session session = Sessions.TryTake(out Session? free) ? free : new Session(store);
            await AnswerAsync(context, session);
            Sessions.Add(session);
        });
        await app.RunAsync();
    }

    /// <summary>The path of a request: the statement, and its values as <c>n</c> numbers and <c>t</c> texts.</summary>
    public static string Path(string statement, params ReadOnlySpan<object> values)
    {
        List<string> parts = [];
        foreach (object value in values)
        {
            parts.Add(value is long number ? string.Create(CultureInfo.InvariantCulture, $"n{number}") : $"t{Uri.EscapeDataString((string)value)}");
        }

        return $"/{statement}/{string.Join('/', parts)}";
    }

    private static async Task AnswerAsync(HttpContext context, Session session)
    {
        string[] parts = context.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        object[] values = [.. parts.Skip(1).Select(part => part[0] == 'n' ? (object)long.Parse(part.AsSpan(1), CultureInfo.InvariantCulture) : part[1..])];
        context.Response.ContentType = "application/json";
        if (parts[0] == "update")
        {
            await session.UpdateAsync((long)values[0], (string)values[1], (string)values[2]);
        }
        else
        {
            await WriteDocumentsAsync(context, session.Command(parts[0], values));
        }
    }

    private static async Task WriteDocumentsAsync(HttpContext context, DbCommand command)
    {
        PipeWriter body = context.Response.BodyWriter;
        await using DbDataReader reader = await command.ExecuteReaderAsync(context.RequestAborted);
        bool isFirst = true;
        while (await reader.ReadAsync(context.RequestAborted))
        {
            body.Write(isFirst ? "{\"data\":["u8 : ","u8);
            body.Write(await reader.GetFieldValueAsync<byte[]>(0, context.RequestAborted));
            isFirst = false;
        }

        body.Write(isFirst ? "{\"data\":[]}"u8 : "]}"u8);
        await body.FlushAsync(context.RequestAborted);
    }
}
