using System.Data.Common;
using PrivacyCrm.IntegrationTests.Support;
using PrivacyCrm.Store.Migrations;

namespace PrivacyCrm.IntegrationTests.Store;

/// <summary>What "contains" looks in: pieces of texts among the words of a record.</summary>
public abstract class PartTests<TServer>(TServer server) : CrmTests(server), IClassFixture<TServer>
    where TServer : CrmServer
{
    [CrmFact]
    public async Task Migration_makes_the_pieces_that_writing_makes()
    {
        await Admin.CreateManyAsync(
            "Leads",
            """{"Last_Name":"Blacksmithson","First_Name":"Ann","Email":"ann.blacksmithson.4711@example.org","Phone":"+49 30 12345","Description":"Läßt 😀😀😀 über \\ ' % _ alles\nreden"}""",
            """{"Last_Name":"O","Company":"Aaaaaaaaaaaa & Söhne","Website":"https://example.org/x?y=z","City":"İzmir"}""");
        await using DbConnection connection = DatabaseText.Open(server.ConnectionString);
        await connection.OpenAsync();
        List<string> written = await PiecesAsync(connection);
        Assert.True(written.Count > 40, string.Join('\n', written));

        bool isSqlite = connection is Microsoft.Data.Sqlite.SqliteConnection;
        await ExecuteAsync(connection, $"UPDATE record_words SET words = 'f1za'{(isSqlite ? string.Empty : ", pieces = '{}'")}");
        Assert.Empty(await PiecesAsync(connection));
        foreach (string sql in isSqlite ? (string[])[M0010Parts.FillSqlite] : [M0010Parts.FillPostgres, M0013Pieces.MovePieces])
        {
            await ExecuteAsync(connection, sql);
        }

        Assert.Equal(written, await PiecesAsync(connection));
    }

    [CrmTheory]
    [InlineData("(Last_Name:equals:acksmiths)")]
    [InlineData("(Last_Name:equals:BLACKSMITHSON)")]
    [InlineData("(Email:equals:son.4711@exa)")]
    [InlineData("(Description:equals:😀😀😀 ü)")]
    [InlineData("((Last_Name:equals:nobody at all)or(Email:equals:blacks))")]
    [InlineData("((Last_Name:equals:lacksm)and(Email:equals:4711@))")]
    public async Task Part_is_found_wherever_it_begins(string criteria)
    {
        string id = await Admin.CreateAsync("Leads", """{"Last_Name":"Blacksmithson","Email":"ann.blacksmithson.4711@example.org","Description":"sagt 😀😀😀 über alles"}""");
        await Admin.CreateManyAsync("Leads", """{"Last_Name":"Smith","Email":"smith.1@example.org"}""", """{"Last_Name":"Black"}""");

        CrmAnswer found = (await Admin.SearchAsync("Leads", criteria, "&fields=Last_Name")).ShouldHaveStatus(200);

        Assert.Equal(id, (string?)Assert.Single(found.Json!["data"]!.AsArray())!["id"]);
    }

    [CrmFact]
    public async Task Part_of_a_changed_text_is_found_no_more()
    {
        string id = await Admin.CreateAsync("Leads", """{"Last_Name":"Montgomery"}""");
        (await Admin.PutAsync($"Leads/{id}", """{"data":[{"Last_Name":"Featherstone"}]}""")).ShouldHaveStatus(200);

        (await Admin.SearchAsync("Leads", "(Last_Name:equals:ontgome)")).ShouldHaveStatus(204);
        (await Admin.SearchAsync("Leads", "(Last_Name:equals:eathers)")).ShouldHaveStatus(200);
    }

    private static async Task<List<string>> PiecesAsync(DbConnection connection)
    {
        List<string> pieces = [];
        await using DbCommand command = connection.CreateCommand();
        bool isSqlite = connection is Microsoft.Data.Sqlite.SqliteConnection;
        command.CommandText = isSqlite ? "SELECT id, words FROM record_words" : "SELECT id, pieces FROM record_words";
        await using DbDataReader reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            IEnumerable<string> found = isSqlite ? reader.GetString(1).Split(' ').Where(token => token[0] == 'g') : reader.GetFieldValue<int[]>(1).Select(number => $"{number}");
            pieces.AddRange(found.Distinct().Select(piece => $"{reader.GetInt64(0)} {piece}"));
        }

        pieces.Sort(StringComparer.Ordinal);
        return pieces;
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

public sealed class PartsOnSqlite(SqliteCrmServer server) : PartTests<SqliteCrmServer>(server);

public sealed class PartsOnPostgres(PostgresCrmServer server) : PartTests<PostgresCrmServer>(server);
