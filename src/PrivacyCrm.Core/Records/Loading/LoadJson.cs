using System.Text.Json.Serialization;

namespace PrivacyCrm.Core.Records.Loading;

/// <summary>How jobs keep plans and progress of loads.</summary>
[JsonSerializable(typeof(LoadPlan))]
[JsonSerializable(typeof(LoadProgress))]
internal sealed partial class LoadJson : JsonSerializerContext;
