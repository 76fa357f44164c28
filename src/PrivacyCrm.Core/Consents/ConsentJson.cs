using System.Text.Json.Serialization;

namespace PrivacyCrm.Core.Consents;

/// <summary>How the store keeps components, consents and what became of them.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(Component))]
[JsonSerializable(typeof(Extension))]
[JsonSerializable(typeof(Team))]
[JsonSerializable(typeof(ConsentRequest))]
[JsonSerializable(typeof(Grant))]
[JsonSerializable(typeof(Execution))]
[JsonSerializable(typeof(ConsentEvent))]
public sealed partial class ConsentJson : JsonSerializerContext;
