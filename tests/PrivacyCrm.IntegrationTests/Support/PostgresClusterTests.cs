using Npgsql;

namespace PrivacyCrm.IntegrationTests.Support;

public sealed class PostgresClusterTests
{
    [PostgresFact]
    public async Task Fresh_database_answers()
    {
        string database = await PostgresCluster.CreateDatabaseAsync(CancellationToken.None);

        object? answer = await AskAsync(database, "SELECT 1");

        Assert.Equal(1, answer);
        await PostgresCluster.DropDatabaseAsync(database, CancellationToken.None);
    }

    [PostgresFact]
    public async Task Databases_share_nothing()
    {
        string one = await PostgresCluster.CreateDatabaseAsync(CancellationToken.None);
        string other = await PostgresCluster.CreateDatabaseAsync(CancellationToken.None);

        await AskAsync(one, "CREATE TABLE only_here (id int)");

        Assert.Equal("only_here", await AskAsync(one, "SELECT to_regclass('only_here')::text"));
        Assert.Equal(DBNull.Value, await AskAsync(other, "SELECT to_regclass('only_here')::text"));
        await PostgresCluster.DropDatabaseAsync(one, CancellationToken.None);
        await PostgresCluster.DropDatabaseAsync(other, CancellationToken.None);
    }

    [PostgresTheory]
    [InlineData("server_encoding", "UTF8")]
    [InlineData("standard_conforming_strings", "on")]
    public async Task Database_is_set_up_as_the_store_expects(string setting, string expected)
    {
        string database = await PostgresCluster.CreateDatabaseAsync(CancellationToken.None);

        object? value = await AskAsync(database, $"SELECT current_setting('{setting}')");

        Assert.Equal(expected, value);
        await PostgresCluster.DropDatabaseAsync(database, CancellationToken.None);
    }

    private static async Task<object?> AskAsync(string database, string sql)
    {
        await using NpgsqlConnection connection = new(database);
        await connection.OpenAsync();

        await using NpgsqlCommand command = new(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
