using PrivacyCrm.Api;
using PrivacyCrm.Api.Bulk;
using PrivacyCrm.Api.Clock;
using PrivacyCrm.Api.Consents;
using PrivacyCrm.Api.Demo;
using PrivacyCrm.Api.Errors;
using PrivacyCrm.Api.Health;
using PrivacyCrm.Api.Limits;
using PrivacyCrm.Api.Loading;
using PrivacyCrm.Api.Outgoing;
using PrivacyCrm.Api.Secrets;
using PrivacyCrm.Api.Security;
using PrivacyCrm.Api.Swagger;
using PrivacyCrm.Api.Telemetry;
using PrivacyCrm.Core;
using PrivacyCrm.Store;

if (args is ["--health", string url])
{
    return await HealthProbe.RunAsync(url);
}

if (args is ["load", .. string[] load])
{
    return await LoadHost.RunAsync(load);
}

// Settings are read once; nothing listens to changes of their files.
WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(["--hostBuilder:reloadConfigOnChange=false", .. args]);
builder.ConfigureServer();
builder.Services.AddClock(ClockOptions.Of(builder.Configuration, builder.Environment));
builder.Services.AddPrivacyCrmCore();
builder.Services.AddPrivacyCrmStore(builder.Configuration.CrmConnection());
builder.Services.AddPrivacyCrmApi();
builder.Services.AddOutgoing(builder.Configuration);
builder.Services.AddBulk();
builder.Services.AddLimits();
builder.Services.AddConsents();
builder.Services.AddRuntime();
builder.Services.AddSecrets(builder.Configuration);
builder.Services.AddJobs();
builder.Services.AddDemo(DemoOptions.Of(builder.Configuration, builder.Environment));
if (!builder.Environment.IsProduction())
{
    builder.Services.AddApiDescription();
}

builder.Services.AddTelemetry(builder.Configuration);

WebApplication app = builder.Build();

// Beside all that follows.
Task prepared = app.PrepareStoreAsync();
app.UseMiddleware<RequestLog>();
app.UseHeadAsGet();
app.UseResponseHeaders();
app.UseMiddleware<LastResort>();
app.UseReadiness();
if (!app.Environment.IsProduction())
{
    app.UseApiDescription();
}

app.UseRouting();
app.UseMiddleware<Gate>();
app.UseMiddleware<LimitGate>();
app.MapControllers().WithDirectReads(app.Services);

await app.StartAsync();
await prepared;
app.GreetDemoUsers();
await app.WaitForShutdownAsync();
return 0;
