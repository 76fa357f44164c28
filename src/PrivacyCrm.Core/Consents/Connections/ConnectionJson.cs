using System.Text.Json.Serialization;

namespace PrivacyCrm.Core.Consents.Connections;

/// <summary>Connections as they are stored, without their secrets.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Connection))]
public sealed partial class ConnectionJson : JsonSerializerContext;
