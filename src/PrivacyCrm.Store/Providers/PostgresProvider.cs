using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Store.Rows;

namespace PrivacyCrm.Store.Providers;

/// <summary>PostgreSQL, the store for production.</summary>
internal sealed class PostgresProvider : IStoreProvider
{
    public bool Accepts(string connectionString) => connectionString.Contains("Host=", StringComparison.OrdinalIgnoreCase);

    public void Configure(DbContextOptionsBuilder options, string connectionString)
    {
        NpgsqlConnectionStringBuilder builder = new(connectionString);
        if (!IsSet(builder, "Max Auto Prepare"))
        {
            // Planning looks at every slot's index, which costs more than running a short statement.
            builder.MaxAutoPrepare = 200;
        }

        if (!IsSet(builder, "Command Timeout"))
        {
            builder.CommandTimeout = 10;
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

        options.UseNpgsql(builder.ConnectionString);
    }

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

    public IQueryable<RecordRow> ForUpdate(CrmDbContext db, long moduleId, long[] ids) => db.Records.FromSql(
        $"SELECT * FROM records WHERE organization_id = {db.OrganizationId} AND module_id = {moduleId} AND id = ANY({ids}) ORDER BY id FOR UPDATE");

    public IQueryable<OrganizationRow> OrganizationForUpdate(CrmDbContext db) =>
        db.Organizations.FromSql($"SELECT * FROM organizations WHERE organization_id = {db.OrganizationId} FOR UPDATE");

    public IQueryable<CounterRow> CounterForUpdate(CrmDbContext db, long fieldId) => db.Counters.FromSql(
        $"SELECT * FROM counters WHERE organization_id = {db.OrganizationId} AND field_id = {fieldId} FOR UPDATE");

    public IQueryable<long> WithWords(CrmDbContext db, long moduleId, IReadOnlyList<IReadOnlyList<string>> prefixGroups)
    {
        string query = string.Join(" & ", prefixGroups.Select(group => $"({string.Join(" | ", group.Select(prefix => $"{prefix}:*"))})"));
        return db.Words
            .Where(row => row.ModuleId == moduleId && EF.Functions.ToTsVector("simple", row.Words).Matches(EF.Functions.ToTsQuery("simple", query)))
            .Select(row => row.Id);
    }

    public bool IsLostRace(Exception exception) => Find<PostgresException>(exception)?.SqlState is
        PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.ForeignKeyViolation or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected;

    public bool IsOutage(Exception exception) =>
        Find<PostgresException>(exception) is { } answered
            ? answered.SqlState.StartsWith("08", StringComparison.Ordinal)
                || answered.SqlState.StartsWith("53", StringComparison.Ordinal)
                || answered.SqlState.StartsWith("57", StringComparison.Ordinal)
                || answered.SqlState == "25006"
            : Find<NpgsqlException>(exception) is not null || Find<SocketException>(exception) is not null || Find<TimeoutException>(exception) is not null;

#pragma warning disable CA1841 // ContainsKey tells whether Npgsql knows the setting, not whether it is set.
    private static bool IsSet(NpgsqlConnectionStringBuilder builder, string setting) => builder.Keys.Contains(setting);
#pragma warning restore CA1841

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
