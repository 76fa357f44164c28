using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using PrivacyCrm.Api.Bulk;
using PrivacyCrm.Core;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Identity;
using PrivacyCrm.Core.Jobs;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Records.Loading;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Api.Loading;

/// <summary>Loads a file into a module: <c>load --file leads.csv --module Leads --org 1</c>.</summary>
/// <param name="organizations">Where organizations are.</param>
/// <param name="loads">Begins loads and goes on with them.</param>
/// <param name="store">Tells whether there is a database.</param>
/// <param name="ids">Makes the ids of records.</param>
/// <param name="time">The clock.</param>
internal sealed class LoadCommand(IOrganizationStore organizations, RecordLoads loads, IStoreHealth store, IdSource ids, TimeProvider time)
{
    /// <summary>Does what the command line says.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="console">Where to tell about it.</param>
    /// <param name="cancellationToken">Stops the load between two batches.</param>
    /// <returns>How it ended.</returns>
    public async Task<LoadExit> RunAsync(LoadArguments arguments, LoadConsole console, CancellationToken cancellationToken)
    {
        CoreTelemetry.Enter(() => "load");
        try
        {
            return await LoadAsync(arguments, console, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            console.Say("Stopped. Start the same command again to go on.");
            return LoadExit.Interrupted;
        }
        catch (Exception exception)
        {
            console.Say($"{Reason(exception, arguments.File)} Start the same command again to go on.");
            return LoadExit.Stopped;
        }
    }

    private async Task<LoadExit> LoadAsync(LoadArguments arguments, LoadConsole console, CancellationToken cancellationToken)
    {
        await using FileStream? file = Open(arguments.File);
        string? problem = file is null ? $"The file {arguments.File} cannot be read, or is being loaded already."
            : !await store.IsReadyAsync(cancellationToken) ? "The database of ConnectionStrings:Crm does not answer, or the server has never been started on it."
            : null;
        if (problem is not null || await FindAsync(arguments, cancellationToken) is not { } found)
        {
            console.Say(problem ?? $"There is no organization {arguments.OrganizationId}, or nobody in it who could load.");
            return LoadExit.NotBegun;
        }

        if (!BulkWriteRequest.ModuleOf(found, arguments.Module, "insert").TryGet(out Module? module, out CrmError? refusal))
        {
            console.Say($"The user cannot create records of a module {arguments.Module}: {refusal.Code}.");
            return LoadExit.NotBegun;
        }

        using ILoadRows rows = arguments.IsJson ? new NdjsonLoadRows(file!) : new CsvLoadRows(file!, found.Organization);
        LoadOrder order = new(module.ApiName, arguments.KeepsIds, Convert.ToHexString(await SHA256.HashDataAsync(file!, cancellationToken)));
        file!.Position = 0;
        if ((rows as CsvLoadRows)?.ReadHeader(module, arguments.KeepsIds) is { } wrong)
        {
            console.Say(wrong);
            return LoadExit.NotBegun;
        }

        // Servers make ids meanwhile.
        ids.BecomeServer(await store.CountStartAsync(cancellationToken));
        if (await loads.OpenAsync(found, module, order, cancellationToken) is not { } load)
        {
            console.Say("The file is being loaded already, by another user or with another choice about ids. Go on with the command it began with.");
            return LoadExit.NotBegun;
        }

        return await RunAsync(load, rows, arguments.File, console, cancellationToken);
    }

    private async Task<LoadExit> RunAsync(RecordLoad load, ILoadRows rows, string file, LoadConsole console, CancellationToken cancellationToken)
    {
        if (load.IsDone)
        {
            console.Say($"The file was loaded before: {Told(load)}. Nothing was done.");
            return load.Refused == 0 ? LoadExit.Loaded : LoadExit.RowsRefused;
        }

        if (load.Added + load.Refused > 0)
        {
            console.Say($"Going on after {Told(load)}.");
        }

        using RefusedRows refused = RefusedRows.Open(file, row => load.Has((int)((row - 1) / load.BatchSize)));
        LoadRun run = new(load, rows, refused);
        bool isAllowed;
        await using (LoadTicker.Start(load, run, console, time))
        {
            isAllowed = await run.RunAsync(cancellationToken);
        }

        refused.Finish();
        if (!isAllowed)
        {
            console.Say("The user may not create records of the module any more.");
            return LoadExit.Stopped;
        }

        if (rows.Damage is { } damage)
        {
            console.Say(string.Create(CultureInfo.InvariantCulture, $"The file is damaged after row {rows.Count}: {damage}. The rows before are done; load the rest as a file of its own."));
            return LoadExit.Stopped;
        }

        await load.FinishAsync(cancellationToken);
        console.Say(load.Refused == 0 ? $"Loaded {Told(load)}." : $"Loaded {Told(load)}; which and why is told in {refused.Path}.");
        return load.Refused == 0 ? LoadExit.Loaded : LoadExit.RowsRefused;
    }

    private async Task<Caller?> FindAsync(LoadArguments arguments, CancellationToken cancellationToken)
    {
        Organization? organization = await organizations.FindLatestAsync(arguments.OrganizationId, cancellationToken);
        User? user = arguments.UserId is null
            ? organization?.Users.FirstOrDefault(one => one.IsActive && organization.ProfileOf(one).MayCustomize)
            : organization?.FindUser(arguments.UserId);
        return user is { IsActive: true } ? new Caller(organization!, user, new ScopeSet("ZohoCRM.modules.ALL")) : null;
    }

    private static FileStream? Open(string path)
    {
        try
        {
            // For one load at a time: another one would take this one's place.
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.None, 1024 * 1024, FileOptions.SequentialScan);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    // Messages of exceptions quote values; kinds do not.
    private string Reason(Exception exception, string file) => exception switch
    {
        JobLostException => "Another process goes on with this load.",
        IOException or UnauthorizedAccessException => $"A file beside {file} cannot be written, or the file not read: is the disk full?",
        DbException when !store.IsOutage(exception) => $"The database refused the work ({exception.GetType().Name}): was the server of this version started on it?",
        _ when store.IsOutage(exception) => "The database does not answer, or its disk is full.",
        _ => $"Unexpected failure: {exception.GetType().Name}.",
    };

    private static string Told(RecordLoad load) => string.Create(CultureInfo.InvariantCulture, $"{load.Added:N0} records, {load.Refused:N0} rows refused");
}
