using System.Text.Json.Serialization;

namespace PrivacyCrm.Core.Records.Mass;

/// <summary>How jobs keep orders and progress.</summary>
[JsonSerializable(typeof(MassOrder))]
[JsonSerializable(typeof(MassProgress))]
internal sealed partial class MassJson : JsonSerializerContext;
