using System.Text.Json.Serialization;

namespace PrivacyCrm.Core.Consents.Schedules;

/// <summary>Schedules as they are stored.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Schedule))]
public sealed partial class ScheduleJson : JsonSerializerContext;
