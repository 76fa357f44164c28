using System.Text.Json;
using PrivacyCrm.Core.Jobs;

namespace PrivacyCrm.Core.Records.Mass;

/// <summary>How far a mass action by view is: numbers only.</summary>
/// <param name="State">What has become of its job.</param>
/// <param name="IsDeletion">Whether it deletes.</param>
/// <param name="Total">The number of records when it was ordered.</param>
/// <param name="Done">The records written.</param>
/// <param name="Refused">The records that refused.</param>
public sealed record MassStatus(JobState State, bool IsDeletion, long Total, int Done, int Refused)
{
    // Of a job that failed, the rest failed with it; of one that is done, the rest had left the view.
    private long Rest => State is JobState.Waiting or JobState.Running ? Math.Max(0, Total - Done - Refused) : 0;

    private long Failed => State == JobState.Failed ? Math.Max(Refused, Total - Done) : Refused;

    /// <summary>Writes the status.</summary>
    /// <param name="writer">Where to write.</param>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        writer.WriteString("Status", State switch { JobState.Waiting => "SCHEDULED", JobState.Running => "RUNNING", JobState.Completed => "COMPLETED", _ => "FAILED" });
        writer.WriteNumber("Failed_Count", Failed);
        writer.WriteNumber(IsDeletion ? "Deleted_Count" : "Updated_Count", Done);
        if (!IsDeletion)
        {
            writer.WriteNumber("Not_Updated_Count", Rest);
        }

        writer.WriteNumber("Total_Count", Total);
        writer.WriteEndObject();
    }
}
