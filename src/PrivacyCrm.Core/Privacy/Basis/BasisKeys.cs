using System.Collections.Immutable;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Privacy.Basis;

/// <summary>The comparable parts of Data_Processing_Basis_Details and the column of the search index each is kept in.</summary>
public static class BasisKeys
{
    /// <summary>All parts. A column that was given is never given to another part.</summary>
    public static readonly ImmutableArray<BasisKey> All =
    [
        new("Data_Processing_Basis", "C1", basis => basis.Basis),
        new("Consent_Through", "C2", basis => basis.ConsentThrough),
        new("Consent_Date", "C3", basis => basis.ConsentDate),
        new("Consent_EndsOn", "C4", basis => basis.ConsentEndsOn),
        new("Contact_Through_Email", "C5", basis => Flag(basis.ThroughEmail)),
        new("Contact_Through_Phone", "C6", basis => Flag(basis.ThroughPhone)),
        new("Contact_Through_Survey", "C7", basis => Flag(basis.ThroughSurvey)),
        new("Contact_Through_Social", "C8", basis => Flag(basis.ThroughSocial)),
        new("Mail_Sent_Time", "C9", basis => basis.MailSentTime is { } sent ? Keys.OfInstant(sent) : null),
        new("Owner", "C10", basis => RecordId.Format(basis.Owner)),
        new("Created_By", "C11", basis => RecordId.Format(basis.CreatedBy)),
        new("Modified_By", "C12", basis => RecordId.Format(basis.ModifiedBy)),
        new("Created_Time", "C13", basis => Keys.OfInstant(basis.CreatedTime)),
        new("Modified_Time", "C14", basis => Keys.OfInstant(basis.ModifiedTime)),
        new("id", "C15", basis => RecordId.Format(basis.Id)),
    ];

    /// <summary>The column of a part.</summary>
    /// <param name="name">The part's API name.</param>
    /// <returns>The column, or null.</returns>
    public static string? SlotOf(string name) => All.FirstOrDefault(key => key.Name == name)?.Slot;

    private static string? Flag(bool value) => value ? "1" : null;
}
