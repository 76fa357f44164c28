namespace PrivacyCrm.Core.Records.History;

/// <summary>The ways in which records are written, by the original's names.</summary>
public static class HistorySource
{
    /// <summary>One of the record calls.</summary>
    public const string Api = "crm_api";

    /// <summary>A mass update.</summary>
    public const string MassUpdate = "mass_update";

    /// <summary>A mass deletion.</summary>
    public const string MassDelete = "mass_delete";
}
