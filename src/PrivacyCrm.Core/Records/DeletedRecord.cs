namespace PrivacyCrm.Core.Records;

/// <summary>A record in the recycle bin, or one that left it for good.</summary>
/// <param name="Id">The record.</param>
/// <param name="DisplayName">Its name; null when it is closed to the API or the record is gone for good.</param>
/// <param name="IsPermanent">Whether it is gone for good.</param>
/// <param name="CreatedBy">Who created it; null when it is gone for good.</param>
/// <param name="DeletedBy">Who deleted it; null when it is gone for good.</param>
/// <param name="DeletedTime">When it was deleted.</param>
public sealed record DeletedRecord(long Id, string? DisplayName, bool IsPermanent, long? CreatedBy, long? DeletedBy, DateTimeOffset DeletedTime);
