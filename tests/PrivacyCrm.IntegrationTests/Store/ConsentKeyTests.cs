using System.Data.Common;
using System.Globalization;
using PrivacyCrm.IntegrationTests.Support;
using PrivacyCrm.Store.Migrations;

namespace PrivacyCrm.IntegrationTests.Store;

/// <summary>Records from before consents had keys get the ones that they would get today.</summary>
public abstract class ConsentKeyTests<TServer>(TServer server) : CrmTests(server), IClassFixture<TServer>
    where TServer : CrmServer
{
    private static readonly string Columns = string.Join(", ", Enumerable.Range(1, 15).Select(number => $"c{number}"));

    [CrmFact]
    public async Task Migration_makes_the_keys_that_writing_makes()
    {
        await Admin.CreateManyAsync(
            "Leads",
            """{"Last_Name":"A","Data_Processing_Basis_Details":{"Data_Processing_Basis":"Consent - Pending","Consent_Through":"Email","Consent_Date":"2026-01-02","Consent_EndsOn":"2027-01-02","Consent_Remarks":"x","Contact_Through_Email":true,"Contact_Through_Social":true}}""",
            """{"Last_Name":"B","Data_Processing_Basis_Details":{"Data_Processing_Basis":"Contract","Contact_Through_Phone":true,"Contact_Through_Survey":true}}""",
            """{"Last_Name":"C","Data_Processing_Basis_Details":null}""",
            """{"Last_Name":"\"Data_Processing_Basis_Details\":{"}""");
        await using DbConnection connection = DatabaseText.Open(server.ConnectionString);
        await connection.OpenAsync();
        List<string> written = await KeysAsync(connection);
        Assert.True(written.Count > 3 && written.Any(keys => keys.StartsWith("Pending|Email|2026-01-02|2027-01-02|1|||1||", StringComparison.Ordinal)), string.Join('\n', written));

        await ExecuteAsync(connection, $"UPDATE record_index SET {Columns.Replace(",", " = NULL,", StringComparison.Ordinal)} = NULL");
        Assert.Empty(await KeysAsync(connection));
        await ExecuteAsync(connection, connection is Microsoft.Data.Sqlite.SqliteConnection ? M0006ConsentKeys.FillSqlite : M0006ConsentKeys.FillPostgres);

        Assert.Equal(written, await KeysAsync(connection));
    }

    private static async Task<List<string>> KeysAsync(DbConnection connection)
    {
        List<string> keys = [];
        await using DbCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // The names are numbered.
        command.CommandText = $"SELECT {Columns} FROM record_index WHERE c1 IS NOT NULL ORDER BY id";
#pragma warning restore CA2100
        await using DbDataReader reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            keys.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(column => Convert.ToString(reader.GetValue(column), CultureInfo.InvariantCulture))));
        }

        return keys;
    }

    private static async Task ExecuteAsync(DbConnection connection, string sql)
    {
        await using DbCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements are our own.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}

public sealed class ConsentKeysOnSqlite(SqliteCrmServer server) : ConsentKeyTests<SqliteCrmServer>(server);

public sealed class ConsentKeysOnPostgres(PostgresCrmServer server) : ConsentKeyTests<PostgresCrmServer>(server);
