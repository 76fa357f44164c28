using System.Text.Json.Serialization;

namespace PrivacyCrm.Core.Conversion;

/// <summary>How jobs keep what they convert.</summary>
[JsonSourceGenerationOptions(IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(MassConversion))]
[JsonSerializable(typeof(MassConversionProgress))]
internal sealed partial class MassConversionJson : JsonSerializerContext;
