using System.Collections.Immutable;
using System.Text.Json;

namespace PrivacyCrm.Core.Privacy.Basis;

/// <summary>The keys of a stored consent that people decide about, as texts.</summary>
internal static class ConsentTexts
{
    /// <summary>Reads a consent.</summary>
    /// <param name="stored">The canonical JSON, or null for none.</param>
    /// <returns>The same keys in the same order for every consent, also for none.</returns>
    public static ImmutableArray<(string Key, string? Value)> Of(string? stored)
    {
        ProcessingBasis? basis = stored is null ? null : JsonSerializer.Deserialize(stored, ProcessingBasisJson.Default.ProcessingBasis);
        return
        [
            ("Data_Processing_Basis", basis?.Basis),
            ("Consent_Through", basis?.ConsentThrough),
            ("Consent_Date", basis?.ConsentDate),
            ("Consent_EndsOn", basis?.ConsentEndsOn),
            ("Consent_Remarks", basis?.ConsentRemarks),
            ("Lawful_Reason", basis?.LawfulReason),
            ("Contact_Through_Email", Flag(basis?.ThroughEmail)),
            ("Contact_Through_Phone", Flag(basis?.ThroughPhone)),
            ("Contact_Through_Survey", Flag(basis?.ThroughSurvey)),
            ("Contact_Through_Social", Flag(basis?.ThroughSocial)),
        ];
    }

    private static string? Flag(bool? flag) => flag switch { true => "true", false => "false", null => null };
}
