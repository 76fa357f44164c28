using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace PrivacyCrm.IntegrationTests.Support;

/// <summary>A real server on this machine, for what is sent elsewhere.</summary>
public sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Receiver(WebApplication app) => _app = app;

    /// <summary>The networks that a server under test has to know to reach it.</summary>
    public const string Network = "127.0.0.0/8";

    /// <summary>What it got, in order.</summary>
    public ConcurrentQueue<ReceivedCall> Calls { get; } = [];

    /// <summary>Where it is, such as <c>http://127.0.0.1:40000</c>.</summary>
    public string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    /// <summary>Starts one.</summary>
    public static async Task<Receiver> StartAsync(Func<HttpContext, ReceivedCall, Task> answer)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        Receiver receiver = new(builder.Build());
        receiver._app.Run(async context =>
        {
            using StreamReader reader = new(context.Request.Body);
            ReceivedCall call = new(
                context.Request.Method,
                context.Request.Path + context.Request.QueryString,
                context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
                await reader.ReadToEndAsync());
            receiver.Calls.Enqueue(call);
            await answer(context, call);
        });
        await receiver._app.StartAsync();
        return receiver;
    }

    /// <summary>Starts one that answers everything with the same JSON.</summary>
    public static Task<Receiver> StartAsync(string json = "{}", int status = 200) => StartAsync((context, _) =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(json);
    });

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
