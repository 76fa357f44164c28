using System.Collections.Immutable;
using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Store.Records;

namespace PrivacyCrm.Store.Providers;

/// <summary>SQLite, the embedded default. It has one writer at a time; transactions take its place when they begin.</summary>
internal sealed class SqliteProvider : IStoreProvider, IDisposable
{
    private const int ManyValues = 20;
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int IoError = 10;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int Constraint = 19;

    // Indexes are written all over: with the usual 2 MB most of a load is reading pages again.
    private const int CacheForLoading = 512 * 1024;

    private readonly SemaphoreSlim _writer = new(1, 1);

    // The transaction began by taking the writer's place.
    public string ForUpdate => string.Empty;

    public string SystemName => "sqlite";

    public bool HasManyWriters => false;

    public bool CombinesIndexes => false;

    public bool Accepts(string connectionString) => connectionString.Contains("Data Source=", StringComparison.OrdinalIgnoreCase);

    public IStoreConnections ConnectionsTo(string connectionString, bool isForLoading)
    {
        SqliteConnectionStringBuilder builder = new(connectionString) { ForeignKeys = true };
        if (!builder.ContainsKey("Default Timeout") || builder.DefaultTimeout == 30)
        {
            builder.DefaultTimeout = isForLoading ? 120 : 10;
        }

        return new SqliteConnections(this, builder.ConnectionString, new SqliteDurability(isForLoading ? CacheForLoading : null));
    }

    public string? StandbysOf(string connectionString) => null;

    public async Task PrepareAsync(CrmDbContext db, CancellationToken cancellationToken)
    {
        await db.Database.ExecuteSqlAsync($"PRAGMA journal_mode = WAL", cancellationToken);

        // The file has one server; a lock on migrations that is there now was left by one that was killed.
        await db.Database.ExecuteSqlAsync($"DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancellationToken);
    }

    public async Task<IDisposable> EnterWriteAsync(CancellationToken cancellationToken)
    {
        await _writer.WaitAsync(cancellationToken);
        return new Gate(_writer);
    }

    // The transaction began by taking the writer's place.
    public Task LockKeysAsync(CrmDbContext db, long moduleId, IEnumerable<UniqueKey> keys, CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task ApplyAsync(CrmDbContext db, long moduleId, IReadOnlyList<TableChange> changes, CancellationToken cancellationToken)
    {
        using StatementTimes.Statement sent = StatementTimes.Begin(this, "write");
        foreach (TableChange change in changes)
        {
            await using DbCommand command = db.Database.GetDbConnection().CreateCommand();
            command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
            command.CommandText = change.ForOne();
            Bind(command, [db.OrganizationId, moduleId, .. change.Columns.Select(_ => DBNull.Value)]);
            foreach (object?[] row in change.Rows)
            {
                for (int index = 0; index < row.Length; index++)
                {
                    command.Parameters[index + 2].Value = row[index] ?? DBNull.Value;
                }

                await command.ExecuteNonQueryAsync(cancellationToken);
            }
        }
    }

    public void Bind(DbCommand command, IReadOnlyList<object> values)
    {
        for (int index = 0; index < values.Count; index++)
        {
            command.Parameters.Add(new SqliteParameter(ParameterNames.Of(index), values[index]));
        }
    }

    // Not a pattern: SQLite would not regard case.
    public void AddContains(SqlStatement sql, string column, string part) => sql.Add($"instr({column}, ").AddValue(part).Add(") > 0");

    public void AddEndsWith(SqlStatement sql, string column, string end) =>
        sql.Add(string.Create(CultureInfo.InvariantCulture, $"substr({column}, -{end.EnumerateRunes().Count()}) = ")).AddValue(end);

    public void AddOneOf<T>(SqlStatement sql, string column, IReadOnlyCollection<T> values)
        where T : notnull
    {
        // A statement has room for a limited number of values.
        if (values is IReadOnlyCollection<long> { Count: > ManyValues } numbers)
        {
            sql.Add($"{column} IN (SELECT value FROM json_each(").AddValue($"[{string.Join(',', numbers)}]").Add("))");
        }
        else
        {
            sql.Add($"{column} IN (").AddEach(values, ", ", value => sql.AddValue(value)).Add(")");
        }
    }

    public void AddHasWords(SqlStatement sql, string column, long organizationId, long moduleId, IReadOnlyList<IReadOnlyList<string>> prefixGroups, bool isCut)
    {
        AddRowsWithWords(sql.Add($"{column} IN (SELECT w.id FROM "), organizationId, moduleId, prefixGroups);
        sql.Add(")");
    }

    public void AddRowsWithWords(SqlStatement sql, long organizationId, long moduleId, IReadOnlyList<IReadOnlyList<string>> prefixGroups) => AddTextRows(
        sql, organizationId, moduleId, string.Join(" AND ", prefixGroups.Select(group => $"({string.Join(" OR ", group.Select(prefix => $"{prefix}*"))})")));

    public void AddRowsWithPieces(SqlStatement sql, long organizationId, long moduleId, ImmutableArray<ImmutableArray<Piece>> groups) => AddTextRows(
        sql, organizationId, moduleId, string.Join(" OR ", groups.Select(group => $"({string.Join(" AND ", group.Select(piece => piece.Token))})")));

    public ImmutableArray<TableColumn> WordColumns { get; } = [TableColumn.Text("words")];

    // The one text index holds both.
    public IEnumerable<object?> WordValues(RecordWords words) => [string.Join(' ', words.Pieces.Select(piece => piece.Token).Distinct(StringComparer.Ordinal).Prepend(words.Words))];

    public bool IsLostRace(Exception exception) => CodeOf(exception) is Constraint or Busy or Locked;

    public bool IsOutage(Exception exception) => CodeOf(exception) is Busy or Locked or ReadOnly or IoError or Full or CannotOpen;

    public bool IsLostStandby(Exception exception) => false;

    public void Dispose() => _writer.Dispose();

    private static void AddTextRows(SqlStatement sql, long organizationId, long moduleId, string query)
    {
        sql.Add("record_words_text AS w WHERE w.record_words_text MATCH ").AddValue(query);
        sql.Add(" AND w.organization_id = ").AddValue(organizationId).Add(" AND w.module_id = ").AddValue(moduleId);
    }

    private static int? CodeOf(Exception? exception) => exception switch
    {
        null => null,
        SqliteException sqlite => sqlite.SqliteErrorCode,
        _ => CodeOf(exception.InnerException),
    };

    private sealed class Gate(SemaphoreSlim writer) : IDisposable
    {
        public void Dispose() => writer.Release();
    }
}
