using System.Text.Json.Nodes;

namespace PrivacyCrm.Api.Swagger;

/// <summary>The body of an example.</summary>
internal sealed record ExampleRequest
{
    /// <summary>The name of its schema.</summary>
    public required string Schema { get; init; }

    /// <summary>How it is sent.</summary>
    public string ContentType { get; set; } = "application/json";

    /// <summary>The body.</summary>
    public required JsonNode Body { get; init; }
}
