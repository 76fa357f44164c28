using System.Globalization;
using PrivacyCrm.Api.Swagger;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Swagger;

/// <summary>Every example of the page works when pressed on the demo, and gets the answer that is documented.</summary>
public abstract class ExampleTests<TServer>(TServer server) : IClassFixture<TServer>
    where TServer : CrmServer
{
    // Whether the demo is as it was seeded. One server serves the whole class, and making the demo anew takes longer than any example.
    private static bool _isFresh;

    [CrmTheory]
    [MemberData(nameof(PressedExample.Operations), MemberType = typeof(PressedExample))]
    public async Task Every_example_works_when_pressed(string operationId)
    {
        OperationExample example = PressedExample.Find(operationId);
        List<string> problems = [];

        // Refusals first: they change nothing.
        foreach ((string status, ExampleResponse response) in example.Responses.OrderByDescending(pair => pair.Key, StringComparer.Ordinal))
        {
            foreach ((string name, ExampleAnswer expected) in response.Examples)
            {
                if (!_isFresh)
                {
                    await server.ResetAsync();
                }

                _isFresh = false;
                CrmAnswer answer = await new PressedExample(server, example).PressAsync(expected);
                _isFresh = expected is { After: null, AsExecution: false } && (answer.Status >= 400 || example.Operation.StartsWith("GET", StringComparison.Ordinal));
                if (ProblemOf(answer, int.Parse(status, CultureInfo.InvariantCulture), expected) is { } problem)
                {
                    problems.Add($"{name}: {problem}\n{answer.Request}\n{answer.Status} {answer.Text}");
                }
            }
        }

        Assert.True(problems.Count == 0, string.Join("\n\n", problems));
    }

    private static string? ProblemOf(CrmAnswer answer, int status, ExampleAnswer expected)
    {
        if (answer.Status != status)
        {
            return $"expected {status}";
        }

        // A refusal says the same every time; ids, times and tokens of other answers differ.
        return status >= 400 ? JsonDifference.Of(expected.Body, answer.Json) : JsonShape.Difference(expected.Body, answer.Json);
    }
}

public sealed class ExamplesOnSqlite(SqliteCrmServer server) : ExampleTests<SqliteCrmServer>(server);

public sealed class ExamplesOnPostgres(PostgresCrmServer server) : ExampleTests<PostgresCrmServer>(server);
