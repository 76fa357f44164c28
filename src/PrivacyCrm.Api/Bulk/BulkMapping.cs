namespace PrivacyCrm.Api.Bulk;

/// <summary>Where a column goes.</summary>
/// <param name="ApiName">The field, or id.</param>
/// <param name="Index">The column, from 0; null when only the default value counts.</param>
/// <param name="FindBy">The field of the referenced record or user that the cells hold; null for the id.</param>
/// <param name="DefaultValue">What an empty cell means.</param>
/// <param name="Format">The form of dates and date-times; null for the usual one.</param>
internal sealed record BulkMapping(string ApiName, int? Index, string? FindBy, string? DefaultValue, string? Format);
