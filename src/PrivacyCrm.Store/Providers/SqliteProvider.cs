using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Store.Rows;

namespace PrivacyCrm.Store.Providers;

/// <summary>SQLite, the embedded default. It has one writer at a time; transactions take its place when they begin.</summary>
internal sealed class SqliteProvider : IStoreProvider, IDisposable
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int IoError = 10;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int Constraint = 19;

    private readonly SemaphoreSlim _writer = new(1, 1);

    public bool Accepts(string connectionString) => connectionString.Contains("Data Source=", StringComparison.OrdinalIgnoreCase);

    public void Configure(DbContextOptionsBuilder options, string connectionString)
    {
        SqliteConnectionStringBuilder builder = new(connectionString) { ForeignKeys = true };
        if (!builder.ContainsKey("Default Timeout") || builder.DefaultTimeout == 30)
        {
            builder.DefaultTimeout = 10;
        }

        options.UseSqlite(builder.ConnectionString).AddInterceptors(SqliteDurability.Instance);
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

    public IQueryable<RecordRow> ForUpdate(CrmDbContext db, long moduleId, long[] ids) =>
        db.Records.Where(row => row.ModuleId == moduleId && ids.Contains(row.Id));

    public IQueryable<OrganizationRow> OrganizationForUpdate(CrmDbContext db) => db.Organizations;

    public IQueryable<CounterRow> CounterForUpdate(CrmDbContext db, long fieldId) => db.Counters.Where(row => row.FieldId == fieldId);

    public IQueryable<long> WithWords(CrmDbContext db, long moduleId, IReadOnlyList<IReadOnlyList<string>> prefixGroups)
    {
        string query = string.Join(" AND ", prefixGroups.Select(group => $"({string.Join(" OR ", group.Select(prefix => $"{prefix}*"))})"));
        return db.Set<WordTextRow>().Where(row => row.Match == query && row.ModuleId == moduleId).Select(row => row.Id);
    }

    public bool IsLostRace(Exception exception) => CodeOf(exception) is Constraint or Busy or Locked;

    public bool IsOutage(Exception exception) => CodeOf(exception) is Busy or Locked or ReadOnly or IoError or Full or CannotOpen;

    public void Dispose() => _writer.Dispose();

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
