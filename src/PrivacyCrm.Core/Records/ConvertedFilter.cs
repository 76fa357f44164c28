namespace PrivacyCrm.Core.Records;

/// <summary>Which records a list shows with regard to conversion.</summary>
public enum ConvertedFilter
{
    /// <summary>Only records that were not converted.</summary>
    No,

    /// <summary>Only converted records.</summary>
    Yes,

    /// <summary>All records.</summary>
    Both,
}
