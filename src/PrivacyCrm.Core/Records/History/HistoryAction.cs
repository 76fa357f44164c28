namespace PrivacyCrm.Core.Records.History;

/// <summary>What can happen to a record; the last two are ours.</summary>
public static class HistoryAction
{
    /// <summary>It was created.</summary>
    public const string Added = "added";

    /// <summary>It was made as a copy of another one.</summary>
    public const string Cloned = "cloned";

    /// <summary>Fields of it were written.</summary>
    public const string Updated = "updated";

    /// <summary>It was converted.</summary>
    public const string Converted = "converted";

    /// <summary>It was moved to the recycle bin.</summary>
    public const string Deleted = "deleted";

    /// <summary>Its processing was stopped.</summary>
    public const string Stopped = "processing_stopped";

    /// <summary>Its processing was resumed.</summary>
    public const string Resumed = "processing_resumed";
}
