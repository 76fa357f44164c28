using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using PrivacyCrm.Core;
using PrivacyCrm.Store.Providers;

namespace PrivacyCrm.Store;

/// <summary>Notes how long the statements of EF Core take, as it tells whoever listens; statements of our own are noted where they are sent.</summary>
public sealed class StatementTimes : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private static readonly string Executed = RelationalEventId.CommandExecuted.Name!;

    private readonly string _database;
    private readonly List<IDisposable> _subscriptions = [];

    internal StatementTimes(IStoreProvider provider)
    {
        _database = provider.SystemName;
        _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
    }

    /// <summary>Notes a statement of our own, from now until the answer is disposed. Nothing is measured when nobody wants to know.</summary>
    internal static Statement Begin(IStoreProvider provider, string kind) =>
        CoreTelemetry.TimesStatements ? new Statement(provider.SystemName, kind, TimeProvider.System.GetTimestamp()) : default;

    /// <summary>Listens to EF Core.</summary>
    /// <param name="value">Somebody who can be listened to.</param>
    public void OnNext(DiagnosticListener value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.Name == DbLoggerCategory.Name)
        {
            _subscriptions.Add(value.Subscribe(this, static (name, _, _) => name == Executed));
        }
    }

    /// <summary>Notes a statement that EF Core sent.</summary>
    /// <param name="value">What it tells of it.</param>
    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Value is CommandExecutedEventData executed)
        {
            CoreTelemetry.NoteStatement(_database, executed.ExecuteMethod == DbCommandMethod.ExecuteNonQuery ? "write" : "read", executed.Duration);
        }
    }

    /// <summary>Nothing follows.</summary>
    public void OnCompleted()
    {
        // There is nothing to end.
    }

    /// <summary>Nothing follows.</summary>
    /// <param name="error">Why.</param>
    public void OnError(Exception error)
    {
        // There is nothing to mend.
    }

    /// <inheritdoc/>
    public void Dispose() => _subscriptions.ForEach(subscription => subscription.Dispose());

    /// <summary>A statement that is on its way.</summary>
    /// <param name="Database">The database; null when nobody wants to know.</param>
    /// <param name="Kind">read or write.</param>
    /// <param name="Started">When.</param>
    internal readonly record struct Statement(string? Database, string Kind, long Started) : IDisposable
    {
        public void Dispose()
        {
            if (Database is not null)
            {
                CoreTelemetry.NoteStatement(Database, Kind, TimeProvider.System.GetElapsedTime(Started));
            }
        }
    }
}
