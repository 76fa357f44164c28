using System.Text.Json.Serialization;

namespace PrivacyCrm.Core.Privacy.Basis;

/// <summary>How the store keeps a <see cref="ProcessingBasis"/> inside a record.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(ProcessingBasis))]
public sealed partial class ProcessingBasisJson : JsonSerializerContext;
