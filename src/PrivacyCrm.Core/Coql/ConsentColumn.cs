using System.Collections.Immutable;
using System.Text.Json;
using PrivacyCrm.Core.Privacy.Basis;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Schema.Types;

namespace PrivacyCrm.Core.Coql;

/// <summary>A column of Data_Processing_Basis_Details, behind its dot.</summary>
/// <param name="Name">Its API name.</param>
/// <param name="Key">What it is compared by, as if it were a field; null for remarks and reasons, which can only be read.</param>
/// <param name="Write">Writes it.</param>
public sealed record ConsentColumn(string Name, Field? Key, Action<Utf8JsonWriter, ProcessingBasis, ViewContext> Write)
{
    /// <summary>The basis itself.</summary>
    public static readonly ConsentColumn Basis = Of("Data_Processing_Basis", "picklist", basis => BasisValues.Find(basis.Basis)?.Long ?? basis.Basis);

    /// <summary>The id of the consent, by which the whole field is compared.</summary>
    public static readonly ConsentColumn Id = Of("id", "lookup", basis => RecordId.Format(basis.Id));

    /// <summary>All columns.</summary>
    public static readonly ImmutableArray<ConsentColumn> All =
    [
        Id,
        Basis,
        Of("Consent_Through", "picklist", basis => basis.ConsentThrough),
        Of("Consent_Date", "date", basis => basis.ConsentDate),
        Of("Consent_EndsOn", "date", basis => basis.ConsentEndsOn),
        Of("Consent_Remarks", null, basis => basis.ConsentRemarks),
        Of("Lawful_Reason", null, basis => basis.LawfulReason),
        Flag("Contact_Through_Email", basis => basis.ThroughEmail),
        Flag("Contact_Through_Phone", basis => basis.ThroughPhone),
        Flag("Contact_Through_Survey", basis => basis.ThroughSurvey),
        Flag("Contact_Through_Social", basis => basis.ThroughSocial),
        Time("Mail_Sent_Time", basis => basis.MailSentTime),
        Time("Created_Time", basis => basis.CreatedTime),
        Time("Modified_Time", basis => basis.ModifiedTime),
        Person("Owner", basis => basis.Owner),
        Person("Created_By", basis => basis.CreatedBy),
        Person("Modified_By", basis => basis.ModifiedBy),
    ];

    /// <summary>Finds a column.</summary>
    /// <param name="name">Its API name.</param>
    /// <returns>The column, or null.</returns>
    public static ConsentColumn? Find(string name) => All.FirstOrDefault(one => one.Name == name);

    private static ConsentColumn Of(string name, string? type, Func<ProcessingBasis, string?> read) =>
        new(name, type is null ? null : KeyField(name, type), (writer, basis, _) => writer.WriteStringValue(read(basis)));

    private static ConsentColumn Flag(string name, Func<ProcessingBasis, bool> read) =>
        new(name, KeyField(name, "boolean"), (writer, basis, _) => writer.WriteBooleanValue(read(basis)));

    private static ConsentColumn Time(string name, Func<ProcessingBasis, DateTimeOffset?> read) => new(name, KeyField(name, "datetime"), (writer, basis, context) =>
    {
        if (read(basis) is { } time)
        {
            context.WriteInstant(writer, time);
        }
        else
        {
            writer.WriteNullValue();
        }
    });

    private static ConsentColumn Person(string name, Func<ProcessingBasis, long> read) => new(name, KeyField(name, "ownerlookup"), (writer, basis, context) =>
    {
        long id = read(basis);
        writer.WriteStartObject();
        writer.WriteString("name", context.Organization.FindUser(id)?.FullName);
        writer.WriteString("id", RecordId.Format(id));
        writer.WriteEndObject();
    });

    // No field of a module has a number below one.
    private static Field KeyField(string name, string type) => new()
    {
        Id = -StableId(name),
        ApiName = name,
        Label = name,
        Type = FieldTypes.Find(type)!,
        Slot = BasisKeys.SlotOf(name),
        Number = 0,
    };

    private static long StableId(string name) => BasisKeys.All.Select((key, index) => (key.Name, Number: index + 1)).First(pair => pair.Name == name).Number;
}
