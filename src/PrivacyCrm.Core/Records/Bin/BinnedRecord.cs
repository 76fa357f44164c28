namespace PrivacyCrm.Core.Records.Bin;

/// <summary>A record in the recycle bin, as its reader may see it.</summary>
/// <param name="Id">The record.</param>
/// <param name="ModuleId">Its module.</param>
/// <param name="DisplayName">Its name; null when it is closed or there is none.</param>
/// <param name="OwnerId">Who owned it, as far as it is known.</param>
/// <param name="DeletedBy">Who deleted it.</param>
/// <param name="DeletedTime">When.</param>
public sealed record BinnedRecord(long Id, long ModuleId, string? DisplayName, long? OwnerId, long DeletedBy, DateTimeOffset DeletedTime);
