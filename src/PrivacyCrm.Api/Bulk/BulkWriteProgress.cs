namespace PrivacyCrm.Api.Bulk;

/// <summary>How far a bulk write is.</summary>
/// <param name="Total">Rows in the file; null before they are counted.</param>
/// <param name="Rows">Rows done.</param>
/// <param name="Added">Records made.</param>
/// <param name="Updated">Records changed.</param>
/// <param name="Skipped">Rows refused.</param>
/// <param name="Parts">Parts of the result written.</param>
/// <param name="Code">Why the whole job failed, or null.</param>
internal sealed record BulkWriteProgress(int? Total = null, int Rows = 0, int Added = 0, int Updated = 0, int Skipped = 0, int Parts = 0, string? Code = null);
