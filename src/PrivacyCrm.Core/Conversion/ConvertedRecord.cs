namespace PrivacyCrm.Core.Conversion;

/// <summary>A record that a lead became.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name; null when it is closed to the caller.</param>
public sealed record ConvertedRecord(long Id, string? Name);
