using System.Text.Json;
using System.Text.Json.Serialization;
using PrivacyCrm.Core.Jobs;

namespace PrivacyCrm.Api.Bulk;

/// <summary>How orders and progress of bulk jobs are stored.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(BulkReadOrder))]
[JsonSerializable(typeof(BulkReadProgress))]
[JsonSerializable(typeof(BulkWriteOrder))]
[JsonSerializable(typeof(BulkWriteProgress))]
internal sealed partial class BulkJson : JsonSerializerContext
{
    public static BulkReadOrder ReadOrderOf(Job job) => JsonSerializer.Deserialize(job.Definition, Default.BulkReadOrder)!;

    public static BulkWriteOrder WriteOrderOf(Job job) => JsonSerializer.Deserialize(job.Definition, Default.BulkWriteOrder)!;

    public static BulkWriteProgress WriteProgressOf(Job job) =>
        job.Progress.Length == 0 ? new BulkWriteProgress() : JsonSerializer.Deserialize(job.Progress, Default.BulkWriteProgress)!;

    public static BulkReadProgress ReadProgressOf(Job job) =>
        job.Progress.Length == 0 ? new BulkReadProgress() : JsonSerializer.Deserialize(job.Progress, Default.BulkReadProgress)!;
}
