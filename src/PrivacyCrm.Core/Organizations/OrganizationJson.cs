using System.Text.Json.Serialization;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Organizations;

/// <summary>How the store keeps the parts of an organization.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(OrganizationProfile))]
[JsonSerializable(typeof(PrivacySettings))]
[JsonSerializable(typeof(User))]
[JsonSerializable(typeof(Profile))]
[JsonSerializable(typeof(Role))]
[JsonSerializable(typeof(Module))]
[JsonSerializable(typeof(Field))]
[JsonSerializable(typeof(CustomView))]
public sealed partial class OrganizationJson : JsonSerializerContext;
