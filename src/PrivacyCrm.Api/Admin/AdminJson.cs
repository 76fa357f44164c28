using System.Text.Json.Serialization;

namespace PrivacyCrm.Api.Admin;

/// <summary>The JSON of the provisioning endpoints.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(NewOrganizationRequest))]
[JsonSerializable(typeof(NewUserRequest))]
[JsonSerializable(typeof(NewClientRequest))]
[JsonSerializable(typeof(NewGrantRequest))]
[JsonSerializable(typeof(NewTeamRequest))]
internal sealed partial class AdminJson : JsonSerializerContext;
