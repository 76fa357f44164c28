namespace PrivacyCrm.Api.Swagger;

/// <summary>An operation as a file in <c>Examples</c> shows it: a request that works on the demo data, and the documented answers.</summary>
internal sealed record OperationExample
{
    /// <summary>The method and the path, such as <c>GET /crm/v8/org</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>The operation's id: the name of the file.</summary>
    public string Id { get; set; } = string.Empty;

    /// <summary>The parameters of the request.</summary>
    public IReadOnlyDictionary<string, string?> Parameters { get; set; } = new Dictionary<string, string?>();

    /// <summary>The body of the request; null for none.</summary>
    public ExampleRequest? Request { get; init; }

    /// <summary>The answers by their HTTP status.</summary>
    public required IReadOnlyDictionary<string, ExampleResponse> Responses { get; init; }

    /// <summary>The answers with their names.</summary>
    public IEnumerable<KeyValuePair<string, ExampleAnswer>> Answers => Responses.Values.SelectMany(response => response.Examples);
}
