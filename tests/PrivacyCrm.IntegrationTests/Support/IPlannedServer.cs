namespace PrivacyCrm.IntegrationTests.Support;

/// <summary>A server that shows how its database runs statements.</summary>
public interface IPlannedServer
{
    /// <summary>The plans.</summary>
    SeenPlans Plans { get; }

    /// <summary>The records, once they are there.</summary>
    Task<PlannedRecords>? Records { get; set; }
}
