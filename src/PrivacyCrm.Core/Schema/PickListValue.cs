namespace PrivacyCrm.Core.Schema;

/// <summary>One option of a picklist.</summary>
/// <param name="Id">The option's id.</param>
/// <param name="DisplayValue">What people see.</param>
/// <param name="ActualValue">What records hold.</param>
public sealed record PickListValue(long Id, string DisplayValue, string ActualValue);
