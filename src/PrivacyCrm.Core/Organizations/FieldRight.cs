namespace PrivacyCrm.Core.Organizations;

/// <summary>What a profile allows with a field.</summary>
public enum FieldRight
{
    /// <summary>Reading and writing.</summary>
    ReadWrite,

    /// <summary>Reading. Sent values are ignored, as those of any read-only field.</summary>
    ReadOnly,

    /// <summary>Nothing: the field is not there.</summary>
    Hidden,
}
