using System.Text.Json.Serialization;

namespace PrivacyCrm.Core.Records;

/// <summary>How documents keep <see cref="ConvertedDetail"/>.</summary>
[JsonSerializable(typeof(ConvertedDetail))]
internal sealed partial class ConvertedDetailJson : JsonSerializerContext;
