using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;
using PrivacyCrm.Api.Demo;
using PrivacyCrm.Api.Health;
using PrivacyCrm.Api.Jobs;
using PrivacyCrm.Api.Json;
using PrivacyCrm.Api.RecycleBin;
using PrivacyCrm.Api.Security;
using PrivacyCrm.Core.Conversion;
using PrivacyCrm.Core.Jobs;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Records.Bin;
using PrivacyCrm.Core.Records.Mass;

namespace PrivacyCrm.Api;

/// <summary>Registers and starts the API.</summary>
internal static class ApiServices
{
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Sets the limits of the server and the form of its log.</summary>
    public static void ConfigureServer(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = StrictJson.MaximumLength + 1;
        });
        builder.WebHost.UseKestrelHttpsConfiguration();
        bool isChecked = !builder.Environment.IsProduction();
        builder.Host.UseDefaultServiceProvider(options => (options.ValidateOnBuild, options.ValidateScopes) = (isChecked, isChecked));
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = ShutdownTimeout);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("System", LogLevel.Warning);

        // It would make a trace and a scope of the log for each request; LastResort tells of what goes wrong, RequestTelemetry of the rest.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);

        // Messages of the database driver and of EF Core quote statements and sometimes values.
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.None).AddFilter("Npgsql", LogLevel.None);
        if (!builder.Environment.IsDevelopment())
        {
            builder.Logging.ClearProviders().AddJsonConsole(options => options.UseUtcTimestamp = true);
        }
    }

    /// <summary>How to connect to the store.</summary>
    public static string CrmConnection(this IConfiguration configuration) => configuration.GetConnectionString("Crm") ?? "Data Source=privacycrm.db";

    /// <summary>Adds the controllers.</summary>
    public static void AddPrivacyCrmApi(this IServiceCollection services)
    {
        services.Configure<RouteOptions>(options =>
        {
            options.ConstraintMap["crmVersion"] = typeof(VersionConstraint);
            options.ConstraintMap["crmModule"] = typeof(ModuleConstraint);
            options.ConstraintMap["crmRecord"] = typeof(RecordIdConstraint);
        });
        services.AddSingleton<KnownAddresses>().AddSingleton<Readiness>().AddSingleton<FirstRead>();
        services.AddHostedService<BinSweeper>();

        // Ours alone: what is looked through otherwise are all assemblies that know of MVC.
        ApplicationPartManager parts = new();
        parts.ApplicationParts.Add(new AssemblyPart(typeof(ApiServices).Assembly));
        parts.FeatureProviders.Add(new Controllers());
        services.AddSingleton(parts);

        // Not AddControllers: that brings authentication and authorization of its own, which would run before ours in every request.
        services.AddMvcCore(ReadAsSent);
    }

    /// <summary>Adds the kinds of jobs and whoever does them. A new kind is a line here.</summary>
    public static void AddJobs(this IServiceCollection services) => services
        .AddSingleton<IJobKind, EraseBinJob>()
        .AddSingleton<IJobKind>(services => ActivatorUtilities.CreateInstance<MassJob>(services, MassJob.Update))
        .AddSingleton<IJobKind>(services => ActivatorUtilities.CreateInstance<MassJob>(services, MassJob.Delete))
        .AddSingleton<IJobKind, MassConversionJob>()
        .AddSingleton<JobRunner>()
        .AddHostedService<JobHost>();

    private static void ReadAsSent(MvcOptions options)
    {
        // Core judges what is sent; visiting every argument for attributes that nobody set is work without a result.
        options.ModelValidatorProviders.Clear();

        // A parameter that is there but empty is not a parameter that is missing.
        options.ModelMetadataDetailsProviders.Add(new EmptyTexts());

        // A body that says it is a form, as "curl -d" does, is JSON all the same: it must not be read before the endpoint does, nor set parameters.
        options.ValueProviderFactories.RemoveType<FormValueProviderFactory>();
        options.ValueProviderFactories.RemoveType<FormFileValueProviderFactory>();
        options.ValueProviderFactories.RemoveType<JQueryFormValueProviderFactory>();
    }

    /// <summary>Adds the demo, when it is wanted.</summary>
    public static void AddDemo(this IServiceCollection services, DemoOptions options) => services.AddSingleton(options).AddSingleton<DemoSeed>();

    /// <summary>Creates or updates the store, and seeds the demo when it is wanted.</summary>
    public static async Task PrepareStoreAsync(this WebApplication app)
    {
        CancellationToken stopping = app.Lifetime.ApplicationStopping;

        // On a thread of its own, beside the start of the server.
        await Task.Yield();
        await app.Services.GetRequiredService<Readiness>().PrepareAsync(async () =>
        {
            IStoreHealth store = app.Services.GetRequiredService<IStoreHealth>();
            await store.MigrateAsync(stopping);
            app.Services.GetRequiredService<IdSource>().BecomeServer(await store.CountStartAsync(stopping));
            if (app.Services.GetRequiredService<DemoOptions>().IsSeeded)
            {
                await app.Services.GetRequiredService<DemoSeed>().EnsureAsync(stopping);
            }
        });
        await app.Services.GetRequiredService<FirstRead>().RunAsync(stopping);
    }

    /// <summary>Lets requests wait for the store, but for those that ask how the server is.</summary>
    public static void UseReadiness(this WebApplication app)
    {
        Readiness readiness = app.Services.GetRequiredService<Readiness>();
        app.Use((context, next) => readiness.IsPrepared || context.Request.Path.StartsWithSegments("/health", StringComparison.OrdinalIgnoreCase)
            ? next(context)
            : AfterAsync(readiness, context, next));
    }

    private static async Task AfterAsync(Readiness readiness, HttpContext context, RequestDelegate next)
    {
        await readiness.WaitAsync(context.RequestAborted);
        await next(context);
    }

    /// <summary>Prints where the demo is.</summary>
    public static void GreetDemoUsers(this WebApplication app)
    {
        if (app.Services.GetRequiredService<DemoOptions>().IsDoorOpen)
        {
            string? address = app.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>()
                .Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
            Console.WriteLine(DemoGreeting.Text((address ?? "http://localhost").Replace("[::]", "localhost", StringComparison.Ordinal).Replace("0.0.0.0", "localhost", StringComparison.Ordinal)));
        }
    }

    private sealed class EmptyTexts : IDisplayMetadataProvider
    {
        public void CreateDisplayMetadata(DisplayMetadataProviderContext context) => context.DisplayMetadata.ConvertEmptyStringToNull = false;
    }

    // Public ones and others.
    private sealed class Controllers : ControllerFeatureProvider
    {
        protected override bool IsController(System.Reflection.TypeInfo typeInfo) =>
            base.IsController(typeInfo) || (!typeInfo.IsAbstract && typeInfo.Name.EndsWith("Controller", StringComparison.Ordinal));
    }
}
