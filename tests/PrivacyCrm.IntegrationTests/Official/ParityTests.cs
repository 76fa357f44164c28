using System.Text;
using PrivacyCrm.IntegrationTests.Support;
using PrivacyCrm.IntegrationTests.Swagger;

namespace PrivacyCrm.IntegrationTests.Official;

/// <summary>The parity table is what a server answers, never what somebody wrote.</summary>
public sealed class ParityTests(SqliteCrmServer server) : CrmTests(server), IClassFixture<SqliteCrmServer>
{
    private const string Heading = """
        # Parity

        Every operation of the 36 published OpenAPI files of version 8 (and the newer edition of 14 of them), and how far this server answers it. **This file
        is the result of a test, not written by hand**: `ParityTests` asks a server each operation and compares its answers and
        its OpenAPI document with the facts in `tests/PrivacyCrm.IntegrationTests/Official/operations.json`. When the two differ the test fails and writes
        `docs/parity.received.md`; somebody who agrees moves it here:

        ```sh
        dotnet test tests/PrivacyCrm.IntegrationTests --filter FullyQualifiedName~ParityTests; mv docs/parity.received.md docs/parity.md
        ```

        - *fully*: a request with sample values is answered, every parameter is taken, every key of a success is always there or was seen, every key of
          the body is documented here, and so is every status.
        - *partly*: it is answered; the last column names what is missing. A parameter with a code behind it exists and was refused with its sample value.
        - *no*: it is refused, with the code in the last column.

        The statuses 401, 404, 429 and 5xx are left out: they are about callers, addresses and servers, not about operations.

        """;

    [Fact]
    public async Task Table_in_the_documentation_is_what_the_server_answers()
    {
        ParityRun run = new(ApiContract.Of(server.Services), Org);
        List<ParityRow> rows = [];
        foreach (OfficialOperation operation in OfficialOperation.All)
        {
            rows.Add(await run.TryAsync(operation));
        }

        string table = Print(rows);
        Assert.True(run.Problems.Count == 0, string.Join("\n\n", run.Problems));

        string docs = Path.Combine(Sources.Folder, "..", "..", "docs");
        string path = Path.Combine(docs, "parity.md");
        if (!File.Exists(path) || await File.ReadAllTextAsync(path) != table)
        {
            await File.WriteAllTextAsync(Path.Combine(docs, "parity.received.md"), table);
            Assert.Fail("docs/parity.md is stale: compare it with docs/parity.received.md.");
        }
    }

    private static string Print(List<ParityRow> rows)
    {
        StringBuilder text = new(Heading);
        text.Append('\n').Append("| State | Operations |\n| --- | --- |\n");
        foreach (string state in (string[])["fully", "partly", "no"])
        {
            text.Append("| ").Append(state).Append(" | ").Append(rows.Count(row => row.State == state)).Append(" |\n");
        }

        foreach (IGrouping<string, ParityRow> file in rows.GroupBy(row => row.Operation.File))
        {
            text.Append("\n## ").Append(file.Key).Append("\n\n| Operation | Address | State | Missing, or the refusal |\n| --- | --- | --- | --- |\n");
            foreach (ParityRow row in file)
            {
                text.Append(row).Append('\n');
            }
        }

        return text.ToString();
    }
}
