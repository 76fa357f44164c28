using System.Text.Json;
using PrivacyCrm.Core.Jobs;

namespace PrivacyCrm.Core.Conversion;

/// <summary>How far a mass conversion is.</summary>
/// <param name="State">The state of the job.</param>
/// <param name="Total">How many leads there are to convert.</param>
/// <param name="Converted">How many were converted.</param>
/// <param name="NotConverted">How many must not be: stopped ones and those converted before.</param>
/// <param name="Failed">How many were refused for another reason, or do not exist.</param>
public sealed record MassConversionStatus(JobState State, int Total, int Converted, int NotConverted, int Failed)
{
    /// <summary>Writes the item of the answer.</summary>
    /// <param name="writer">Where to write.</param>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        writer.WriteString("Status", State switch
        {
            JobState.Waiting => "SCHEDULED",
            JobState.Running => "RUNNING",
            JobState.Completed => "COMPLETED",
            _ => "FAILED",
        });
        writer.WriteNumber("Failed_Count", Failed);
        writer.WriteNumber("Not_Converted_Count", NotConverted);
        writer.WriteNumber("Total_Count", Total);
        writer.WriteNumber("Converted_Count", Converted);
        writer.WriteEndObject();
    }
}
