using System.Text.Json.Nodes;

namespace PrivacyCrm.Api.Swagger;

/// <summary>An answer, and how the request that gets it differs from the operation's own.</summary>
internal sealed record ExampleAnswer
{
    /// <summary>What it shows.</summary>
    public required string Summary { get; init; }

    /// <summary>Parameters that differ; null for one that is left out.</summary>
    public IReadOnlyDictionary<string, string?> Parameters { get; set; } = new Dictionary<string, string?>();

    /// <summary>The body, when it differs.</summary>
    public JsonNode? Request { get; init; }

    /// <summary>Whether it takes the token of a user who is no administrator.</summary>
    public bool AsUser { get; set; }

    /// <summary>Whether it takes the token of a running execution of the demo's command, instead of a user's.</summary>
    public bool AsExecution { get; set; }

    /// <summary>The operation whose own request has to come before; <c>{{id}}</c> in a parameter stands for the id it answers.</summary>
    public string? After { get; init; }

    /// <summary>The body of the answer; null for none.</summary>
    public JsonNode? Body { get; init; }
}
