using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Records;

/// <summary>The order of a list: by a field, then by id.</summary>
/// <param name="Field">The field; its use for sorting was checked.</param>
/// <param name="IsDescending">Whether the greatest comes first.</param>
public sealed record SortOrder(Field Field, bool IsDescending);
