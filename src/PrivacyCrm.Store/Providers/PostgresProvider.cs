using System.Collections.Immutable;
using System.Data.Common;
using System.Globalization;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Store.Migrations;
using PrivacyCrm.Store.Records;

namespace PrivacyCrm.Store.Providers;

/// <summary>PostgreSQL, the store for production.</summary>
internal sealed class PostgresProvider : IStoreProvider
{
    private const int FewValues = 8;

    public string ForUpdate => " FOR UPDATE";

    public string SystemName => "postgresql";

    public bool HasManyWriters => true;

    public bool CombinesIndexes => true;

    public bool Accepts(string connectionString) => connectionString.Contains("Host=", StringComparison.OrdinalIgnoreCase);

    public IStoreConnections ConnectionsTo(string connectionString, bool isForLoading) => new PostgresConnections(this, SettingsOf(connectionString, isForLoading));

    // Whoever says which of the hosts to use has said it of reads as well.
    public string? StandbysOf(string connectionString)
    {
        NpgsqlConnectionStringBuilder builder = new(connectionString);
        if (!HasSeveralHosts(builder) || builder.TargetSessionAttributes is not null)
        {
            return null;
        }

        builder.TargetSessionAttributes = "standby";
        builder.LoadBalanceHosts = true;

        // One that was away is asked again about when it is no longer left alone, and nobody waits long for it.
        builder.HostRecheckSeconds = IsSet(builder, "Host Recheck Seconds") ? builder.HostRecheckSeconds : 1;
        builder.Timeout = IsSet(builder, "Timeout") ? builder.Timeout : 1;
        return builder.ConnectionString;
    }

    public Task PrepareAsync(CrmDbContext db, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<IDisposable> EnterWriteAsync(CancellationToken cancellationToken) => Task.FromResult<IDisposable>(NoGate.Instance);

    public async Task LockKeysAsync(CrmDbContext db, long moduleId, IEnumerable<UniqueKey> keys, CancellationToken cancellationToken)
    {
        // In one order for everybody, so that two writes never wait for each other.
        long[] locks = [.. keys.Select(key => LockOf(db.OrganizationId, moduleId, key)).Distinct().Order()];
        await db.Database.ExecuteSqlAsync(
            $"SELECT pg_advisory_xact_lock(l) FROM unnest({locks}) AS l", cancellationToken);
    }

    public Task ApplyAsync(CrmDbContext db, long moduleId, IReadOnlyList<TableChange> changes, CancellationToken cancellationToken) =>
        PostgresBatch.RunAsync(db, this, moduleId, changes, cancellationToken);

    // Without names, so that the driver has no text to rewrite.
    public void Bind(DbCommand command, IReadOnlyList<object> values)
    {
        foreach (object value in values)
        {
            command.Parameters.Add(value switch
            {
                long number => new NpgsqlParameter<long> { TypedValue = number },
                string text => new NpgsqlParameter<string> { TypedValue = text },
                _ => new NpgsqlParameter { Value = value },
            });
        }
    }

    public void AddContains(SqlStatement sql, string column, string part) => sql.Add($"strpos({column}, ").AddValue(part).Add(") > 0");

    // Databases count characters, not halves of them.
    public void AddEndsWith(SqlStatement sql, string column, string end) =>
        sql.Add(string.Create(CultureInfo.InvariantCulture, $"right({column}, {end.EnumerateRunes().Count()}) = ")).AddValue(end);

    // Few values one by one: an array of unknown length is planned anew each time, which takes longer than finding one record.
    public void AddOneOf<T>(SqlStatement sql, string column, IReadOnlyCollection<T> values)
        where T : notnull
    {
        if (values.Count is > 0 and <= FewValues)
        {
            sql.Add($"{column} IN (").AddEach(values, ", ", value => sql.AddValue(value)).Add(")");
        }
        else
        {
            sql.Add($"{column} = ANY(").AddValue(values.ToArray()).Add(")");
        }
    }

    // Of a page, one row after the other: many records have the words, so it is full soon.
    public void AddHasWords(SqlStatement sql, string column, long organizationId, long moduleId, IReadOnlyList<IReadOnlyList<string>> prefixGroups, bool isCut)
    {
        if (!isCut)
        {
            AddRowsWithWords(sql.Add($"{column} IN (SELECT w.id FROM "), organizationId, moduleId, prefixGroups);
            sql.Add(")");
            return;
        }

        sql.Add($"(SELECT {M0013Pieces.WordsAsVector} @@ ").AddValue(QueryOf(prefixGroups)).Add("::tsquery FROM record_words AS w WHERE w.organization_id = ").AddValue(organizationId);
        sql.Add(" AND w.module_id = ").AddValue(moduleId).Add($" AND w.id = {column})");
    }

    public void AddRowsWithWords(SqlStatement sql, long organizationId, long moduleId, IReadOnlyList<IReadOnlyList<string>> prefixGroups)
    {
        sql.Add("record_words AS w WHERE w.organization_id = ").AddValue(organizationId).Add(" AND w.module_id = ").AddValue(moduleId);
        sql.Add($" AND {M0013Pieces.WordsAsVector} @@ ").AddValue(QueryOf(prefixGroups)).Add("::tsquery");
    }

    public void AddRowsWithPieces(SqlStatement sql, long organizationId, long moduleId, ImmutableArray<ImmutableArray<Piece>> groups)
    {
        sql.Add("record_words AS w WHERE w.organization_id = ").AddValue(organizationId).Add(" AND w.module_id = ").AddValue(moduleId).Add(" AND (");
        sql.AddEach(groups, " OR ", group => sql.Add("w.pieces @> ").AddValue(group.Select(piece => piece.Number).ToArray())).Add(")");
    }

    // Numbers, because most of an insert was comparing texts of three characters with each other.
    public ImmutableArray<TableColumn> WordColumns { get; } = [TableColumn.Text("words"), new TableColumn("pieces", typeof(string), "::integer[]")];

    public IEnumerable<object?> WordValues(RecordWords words) => [words.Words, $"{{{string.Join(',', words.Pieces.Select(piece => piece.Number))}}}"];

    public bool IsLostRace(Exception exception) => Find<PostgresException>(exception)?.SqlState is
        PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.ForeignKeyViolation or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected;

    public bool IsOutage(Exception exception) =>
        Find<PostgresException>(exception) is { } answered
            ? answered.SqlState.StartsWith("08", StringComparison.Ordinal)
                || answered.SqlState.StartsWith("53", StringComparison.Ordinal)
                || answered.SqlState.StartsWith("57", StringComparison.Ordinal)
                || answered.SqlState == "25006"
            : Find<NpgsqlException>(exception) is not null || Find<SocketException>(exception) is not null || Find<TimeoutException>(exception) is not null;

    // A standby also ends reads whose rows the primary has cleaned away. What takes too long would take too long elsewhere.
    public bool IsLostStandby(Exception exception) =>
        exception is not OperationCanceledException
        && Find<TimeoutException>(exception) is null
        && Find<PostgresException>(exception)?.SqlState != PostgresErrorCodes.QueryCanceled
        && (IsOutage(exception) || IsLostRace(exception));

    /// <summary>The settings of connections: those given, and ours where nothing is said.</summary>
    internal static NpgsqlConnectionStringBuilder SettingsOf(string connectionString, bool isForLoading)
    {
        NpgsqlConnectionStringBuilder builder = new(connectionString);
        if (!IsSet(builder, "Max Auto Prepare"))
        {
            // Planning looks at every slot's index, which costs more than running a short statement.
            builder.MaxAutoPrepare = 200;
        }

        if (!IsSet(builder, "No Reset On Close"))
        {
            // Nothing here changes a session, so there is nothing to take back: one statement less for each use of a connection.
            builder.NoResetOnClose = true;
        }

        if (!IsSet(builder, "Command Timeout"))
        {
            builder.CommandTimeout = isForLoading ? 120 : 10;
        }

        if (!IsSet(builder, "Timeout"))
        {
            builder.Timeout = 5;
        }

        if (HasSeveralHosts(builder))
        {
            // Whichever of the hosts may be written to.
            builder.TargetSessionAttributes ??= "primary";
        }

        return builder;
    }

#pragma warning disable CA1841 // ContainsKey tells whether Npgsql knows the setting, not whether it is set.
    private static bool IsSet(NpgsqlConnectionStringBuilder builder, string setting) => builder.Keys.Contains(setting);
#pragma warning restore CA1841

    private static string QueryOf(IReadOnlyList<IReadOnlyList<string>> prefixGroups) =>
        string.Join(" & ", prefixGroups.Select(group => $"({string.Join(" | ", group.Select(prefix => $"{prefix}:*"))})"));

    private static bool HasSeveralHosts(NpgsqlConnectionStringBuilder builder) => builder.Host?.Contains(',', StringComparison.Ordinal) == true;

    private static TException? Find<TException>(Exception? exception)
        where TException : Exception =>
        exception as TException ?? (exception is null ? null : Find<TException>(exception.InnerException));

    // FNV-1a: any spread will do, a collision only makes two writes wait.
    private static long LockOf(long organizationId, long moduleId, UniqueKey key)
    {
        ulong hash = 14695981039346656037;
        foreach (char unit in $"{organizationId}/{moduleId}/{key.FieldId}/{key.Key}")
        {
            hash = (hash ^ unit) * 1099511628211;
        }

        return unchecked((long)hash);
    }

    private sealed class NoGate : IDisposable
    {
        public static readonly NoGate Instance = new();

        public void Dispose()
        {
            // Every writer may write.
        }
    }
}
