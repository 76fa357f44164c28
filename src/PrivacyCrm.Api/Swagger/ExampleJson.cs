using System.Text.Json.Serialization;

namespace PrivacyCrm.Api.Swagger;

/// <summary>The JSON of the files in <c>Examples</c>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(OperationExample))]
internal sealed partial class ExampleJson : JsonSerializerContext;
