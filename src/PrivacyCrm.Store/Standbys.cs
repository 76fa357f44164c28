using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using PrivacyCrm.Store.Providers;

namespace PrivacyCrm.Store;

/// <summary>
/// Standbys of the database, for reads that find there what they would find at the primary: one is asked only when it has replayed all
/// that the primary had committed when the read came, whichever server wrote it. See decision 0022.
/// </summary>
/// <param name="primary">The pool of contexts of the primary.</param>
/// <param name="standbys">The pool of contexts of standbys, or null where there are none.</param>
/// <param name="provider">The database.</param>
/// <param name="time">The clock.</param>
internal sealed class Standbys(Lazy<IDbContextFactory<CrmDbContext>> primary, IDbContextFactory<CrmDbContext>? standbys, IStoreProvider provider, TimeProvider time)
{
    // What is flushed was acknowledged or may be; where commits do not wait for that, all that is written.
    private const string Position =
        "SELECT (CASE current_setting('synchronous_commit') WHEN 'off' THEN pg_current_wal_insert_lsn() ELSE pg_current_wal_flush_lsn() END)::text";

    private const string HasReplayed = "SELECT coalesce(pg_last_wal_replay_lsn() >= @position::pg_lsn, false)";

    private const int Looks = 5;

    // Readers are to notice little of a standby that is there and says nothing.
    private const int SecondsToAnswer = 1;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(4);

    // A standby that is behind or away is not asked by every read anew.
    private static readonly TimeSpan LeftAloneFor = TimeSpan.FromSeconds(1);

    private long _behindAt;
    private volatile bool _isLeftAlone;

    /// <summary>Gets a value indicating whether there may be any.</summary>
    public bool AreKnown => standbys is not null;

    /// <summary>Reads at a standby that has all that was committed until now, and elsewhere when there is none or when it is lost on the way.</summary>
    /// <param name="read">Reads; nothing of an attempt that failed may be told to anybody.</param>
    /// <param name="elsewhere">Reads where writes go.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>What was read.</returns>
    public async Task<T> ReadAsync<T>(Func<CrmDbContext, CancellationToken, Task<T>> read, Func<CancellationToken, Task<T>> elsewhere, CancellationToken cancellationToken)
    {
        if (await OpenAsync(cancellationToken) is { } standby)
        {
            await using (standby)
            {
                try
                {
                    return await read(standby, cancellationToken);
                }
                catch (Exception exception) when (provider.IsLostStandby(exception))
                {
                    LeaveAlone();
                }
            }
        }

        return await elsewhere(cancellationToken);
    }

    private async Task<CrmDbContext?> OpenAsync(CancellationToken cancellationToken)
    {
        if (standbys is null || (_isLeftAlone && time.GetElapsedTime(Interlocked.Read(ref _behindAt)) < LeftAloneFor))
        {
            return null;
        }

        if (await OpenCurrentAsync(standbys, cancellationToken) is { } current)
        {
            _isLeftAlone = false;
            return current;
        }

        LeaveAlone();
        return null;
    }

    private async Task<CrmDbContext?> OpenCurrentAsync(IDbContextFactory<CrmDbContext> pool, CancellationToken cancellationToken)
    {
        CrmDbContext context = await pool.CreateDbContextAsync(cancellationToken);
        bool isCurrent = false;
        try
        {
            string position = await PositionAsync(cancellationToken);

            // It stays open, so that the read is done where the question was answered.
            await context.Database.OpenConnectionAsync(cancellationToken);
            for (int look = 0; look < Looks && !isCurrent; look++)
            {
                await Task.Delay(look == 0 ? TimeSpan.Zero : BetweenLooks, time, cancellationToken);
                isCurrent = await HasAsync(context, position, cancellationToken);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException && provider.IsOutage(exception))
        {
            // Whoever is away, the read is tried where writes go, and fails or succeeds there.
        }
        finally
        {
            if (!isCurrent)
            {
                await context.DisposeAsync();
            }
        }

        return isCurrent ? context : null;
    }

    private void LeaveAlone()
    {
        Interlocked.Exchange(ref _behindAt, time.GetTimestamp());
        _isLeftAlone = true;
    }

    private async Task<string> PositionAsync(CancellationToken cancellationToken)
    {
        await using CrmDbContext context = await primary.Value.CreateDbContextAsync(cancellationToken);
        await context.Database.OpenConnectionAsync(cancellationToken);
        await using DbCommand command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = Position;
        return (string)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static async Task<bool> HasAsync(CrmDbContext context, string position, CancellationToken cancellationToken)
    {
        await using DbCommand command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = HasReplayed;
        command.CommandTimeout = SecondsToAnswer;
        DbParameter parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("position", position);
        command.Parameters.Add(parameter);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
