namespace PrivacyCrm.Api.Swagger;

/// <summary>What an operation answers with one HTTP status.</summary>
internal sealed record ExampleResponse
{
    /// <summary>When it does.</summary>
    public required string Description { get; init; }

    /// <summary>What a body is.</summary>
    public string ContentType { get; set; } = "application/json";

    /// <summary>The names of the schemas a body may have; none for an answer without a body.</summary>
    public IReadOnlyList<string> Schemas { get; set; } = [];

    /// <summary>The answers, by a short name.</summary>
    public required IReadOnlyDictionary<string, ExampleAnswer> Examples { get; init; }
}
