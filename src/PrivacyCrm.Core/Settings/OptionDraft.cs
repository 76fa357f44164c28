namespace PrivacyCrm.Core.Settings;

/// <summary>What a request says about one option of a picklist.</summary>
internal sealed record OptionDraft(long? Id, string DisplayValue, string ActualValue);
