namespace PrivacyCrm.Core.Records.Bin;

/// <summary>What the recycle bin can be sorted by.</summary>
public enum BinOrder
{
    /// <summary>When records were deleted.</summary>
    DeletedTime,

    /// <summary>The records' names, without case; closed names come last.</summary>
    DisplayName,

    /// <summary>Who deleted them, by the user's id.</summary>
    DeletedBy,
}
