namespace PrivacyCrm.Core.Schema;

/// <summary>Why a value cannot be read; the writer turns it into a refusal that names the place.</summary>
/// <param name="ExpectedDataType">What would have been read.</param>
/// <param name="MaximumLength">The length that was exceeded.</param>
/// <param name="IsUnknownId">Whether an id is not one, or unknown.</param>
/// <param name="SubPath">The rest of the JSON path below the field, such as <c>.id</c>.</param>
public sealed record ValueProblem(string? ExpectedDataType = null, int? MaximumLength = null, bool IsUnknownId = false, string SubPath = "");
