using System.Data.Common;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using PrivacyCrm.IntegrationTests.Support;
using PrivacyCrm.Store;

namespace PrivacyCrm.IntegrationTests.Store;

public abstract class StoreTests<TServer>(TServer server) : IClassFixture<TServer>
    where TServer : CrmServer
{
    protected TServer Server => server;

    [CrmFact]
    public async Task Migrated_tables_have_the_columns_of_the_model()
    {
        await using CrmDbContext db = await server.Services.GetRequiredService<IDbContextFactory<CrmDbContext>>().CreateDbContextAsync();
        Dictionary<string, string> model = db.Model.GetRelationalModel().Tables.ToDictionary(
            table => table.Name, table => string.Join(',', table.Columns.Select(column => column.Name).Order(StringComparer.Ordinal)));
        await using DbConnection connection = DatabaseText.Open(server.ConnectionString);
        await connection.OpenAsync();

        List<(string Table, string Columns)> migrated = [.. (await DatabaseText.TablesAsync(connection)).Where(one => model.ContainsKey(one.Table) || !IsOfTheProvider(one.Table))];

        // The word index of SQLite finds its rows by a number that the model does not need.
        migrated = [.. migrated.Select(one => one.Table == "record_words" ? (one.Table, one.Columns.Replace(",row_number", string.Empty, StringComparison.Ordinal)) : one)];
        Assert.Equal(model.Select(pair => (pair.Key, pair.Value)).OrderBy(pair => pair.Key, StringComparer.Ordinal), migrated.OrderBy(one => one.Table, StringComparer.Ordinal));
    }

    [CrmFact]
    public async Task Migrated_columns_are_nullable_where_the_model_says_so()
    {
        await using CrmDbContext db = await server.Services.GetRequiredService<IDbContextFactory<CrmDbContext>>().CreateDbContextAsync();
        await using DbConnection connection = DatabaseText.Open(server.ConnectionString);
        await connection.OpenAsync();

        foreach (ITable table in db.Model.GetRelationalModel().Tables)
        {
            HashSet<string> required = [.. (await RequiredAsync(connection, table.Name)).Except(["row_number"])];
            Assert.Equal(
                (table.Name, string.Join(',', table.Columns.Where(column => !column.IsNullable).Select(column => column.Name).Order(StringComparer.Ordinal))),
                (table.Name, string.Join(',', required.Order(StringComparer.Ordinal))));
        }
    }

    [CrmFact]
    public async Task Every_table_has_an_organization_and_every_key_begins_with_it()
    {
        await using DbConnection connection = DatabaseText.Open(server.ConnectionString);
        await connection.OpenAsync();
        List<(string Table, string Columns)> tables = [.. (await DatabaseText.TablesAsync(connection)).Where(one => !IsOfTheProvider(one.Table))];

        List<(string Table, string Column)> keys = [.. (await KeysAsync(connection)).Where(one => !IsOfTheProvider(one.Table))];

        Assert.All(tables, one => Assert.Contains("organization_id", one.Columns.Split(',')));
        Assert.All(keys, one => Assert.Equal((one.Table, "organization_id"), one));
        Assert.Equal(tables.Select(one => one.Table).Order(StringComparer.Ordinal), keys.Select(one => one.Table).Distinct().Order(StringComparer.Ordinal));
    }

    [CrmFact]
    public async Task Every_table_is_distributed_by_the_script_for_Citus()
    {
        await using DbConnection connection = DatabaseText.Open(server.ConnectionString);
        await connection.OpenAsync();
        IEnumerable<string> tables = (await DatabaseText.TablesAsync(connection)).Select(one => one.Table).Where(table => !IsOfTheProvider(table));

        List<string> distributed = await DistributedAsync();

        Assert.Equal(tables.Order(StringComparer.Ordinal), distributed.Order(StringComparer.Ordinal));
    }

    [CrmFact]
    public async Task Script_for_Citus_distributes_a_table_before_those_that_refer_to_it_by_the_organization()
    {
        await using CrmDbContext db = await server.Services.GetRequiredService<IDbContextFactory<CrmDbContext>>().CreateDbContextAsync();
        List<IForeignKeyConstraint> references = [.. db.Model.GetRelationalModel().Tables.SelectMany(table => table.ForeignKeyConstraints)];

        List<string> distributed = await DistributedAsync();

        Assert.NotEmpty(references);
        Assert.All(references, one => Assert.True(distributed.IndexOf(one.PrincipalTable.Name) < distributed.IndexOf(one.Table.Name), one.Name));
        Assert.All(references, one => Assert.Equal(("organization_id", "organization_id"), (one.Columns[0].Name, one.PrincipalColumns[0].Name)));
    }

    private static async Task<List<string>> DistributedAsync()
    {
        string script = await File.ReadAllTextAsync(Path.Combine(Sources.Folder, "..", "..", "docs", "scale", "citus.sql"));
        return
        [
            .. Regex.Matches(script, "^SELECT create_distributed_table\\('(?<table>\\w+)', 'organization_id'(?:, colocate_with => 'organizations')?\\);$", RegexOptions.NonBacktracking | RegexOptions.Multiline)
                .Select(match => match.Groups["table"].Value),
        ];
    }

    // The first column of each primary key and unique index. SQLite has no index for a key that is the number of the row.
    private static async Task<List<(string Table, string Column)>> KeysAsync(DbConnection connection)
    {
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = connection is Microsoft.Data.Sqlite.SqliteConnection
            ? """
              SELECT m.name, c.name FROM sqlite_master m, pragma_index_list(m.name) i, pragma_index_info(i.name) c
              WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' AND i."unique" AND c.seqno = 0
              UNION SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c
              WHERE m.type = 'table' AND c.pk = 1 AND c.name <> 'row_number' AND m.name NOT LIKE 'sqlite%'
              """
            : """
              SELECT t.relname::text, a.attname::text FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = i.indkey[0]
              WHERE i.indisunique AND t.relnamespace = 'public'::regnamespace
              """;
        List<(string, string)> keys = [];
        await using DbDataReader reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            keys.Add((reader.GetString(0), reader.GetString(1)));
        }

        return keys;
    }

    private static bool IsOfTheProvider(string table) => table.StartsWith("__EF", StringComparison.Ordinal) || table.StartsWith("record_words_text", StringComparison.Ordinal);

    private static async Task<HashSet<string>> RequiredAsync(DbConnection connection, string table)
    {
        await using DbCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // The name comes from the model.
        command.CommandText = connection is Microsoft.Data.Sqlite.SqliteConnection
            ? $"SELECT name FROM pragma_table_info('{table}') WHERE \"notnull\" = 1"
            : $"SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = '{table}' AND is_nullable = 'NO'";
#pragma warning restore CA2100
        HashSet<string> names = [];
        await using DbDataReader reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }
}

public sealed class StoreOnSqlite(SqliteCrmServer server) : StoreTests<SqliteCrmServer>(server);

public sealed class StoreOnPostgres(PostgresCrmServer server) : StoreTests<PostgresCrmServer>(server);

public sealed class StoreOnPartitions(PartitionedCrmServer server) : StoreTests<PartitionedCrmServer>(server)
{
    [CrmFact]
    public async Task Each_partition_tells_the_planner_what_the_whole_table_did()
    {
        await using DbConnection connection = DatabaseText.Open(Server.ConnectionString);
        await connection.OpenAsync();
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = """
            SELECT parent.relname::text, count(*), count(*) FILTER (WHERE told.columns = 'module_id n_distinct=1, organization_id n_distinct=1')
            FROM pg_inherits JOIN pg_class AS parent ON parent.oid = inhparent JOIN pg_class AS part ON part.oid = inhrelid
            CROSS JOIN LATERAL (
                SELECT string_agg(attname || ' ' || array_to_string(attoptions, ' '), ', ' ORDER BY attname) AS columns
                FROM pg_attribute WHERE attrelid = part.oid AND attoptions IS NOT NULL) AS told
            WHERE part.relkind = 'r' AND parent.relname IN ('record_words', 'records') GROUP BY parent.relname ORDER BY parent.relname
            """;

        Dictionary<string, (long Partitions, long Told)> told = [];
        await using DbDataReader reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            told[reader.GetString(0)] = (reader.GetInt64(1), reader.GetInt64(2));
        }

        Assert.True(told["record_words"].Partitions > 1, "The table has no partitions.");
        Assert.Equal(told["record_words"].Partitions, told["record_words"].Told);
        Assert.Equal(0, told["records"].Told);
    }
}
