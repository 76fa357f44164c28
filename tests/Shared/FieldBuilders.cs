using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Schema.Types;

namespace PrivacyCrm.Tests;

/// <summary>Fields by data type, named after it when a test does not care.</summary>
public sealed class FieldBuilders
{
    public Field Text(string apiName = "Text") => Of("text", apiName);

    public Field TextArea(string apiName = "Remarks") => Of("textarea", apiName);

    public Field Email(string apiName = "Email") => Of("email", apiName);

    public Field Phone(string apiName = "Phone") => Of("phone", apiName);

    public Field Website(string apiName = "Website") => Of("website", apiName);

    public Field AutoNumber(string apiName = "Number") => Of("autonumber", apiName) with { IsReadOnly = true, AutoNumber = new AutoNumber("N-", 1, "") };

    public Field Integer(string apiName = "Count") => Of("integer", apiName);

    public Field BigInt(string apiName = "Big") => Of("bigint", apiName);

    public Field Double(string apiName = "Ratio") => Of("double", apiName);

    public Field Currency(string apiName = "Amount") => Of("currency", apiName) with { DecimalPlaces = 2 };

    public Field Percent(string apiName = "Share") => Of("percent", apiName);

    public Field Boolean(string apiName = "Flag") => Of("boolean", apiName);

    public Field Date(string apiName = "Day") => Of("date", apiName);

    public Field DateTime(string apiName = "Moment") => Of("datetime", apiName);

    public Field Picklist(string apiName = "Choice") => Of("picklist", apiName);

    public Field MultiSelectPicklist(string apiName = "Choices") => Of("multiselectpicklist", apiName);

    public Field Lookup(string apiName = "Contact", string module = "Contacts") => Of("lookup", apiName) with { LookupModule = module };

    public Field Owner(string apiName = "Owner") => Of("ownerlookup", apiName);

    public Field User(string apiName = "Helper") => Of("userlookup", apiName);

    public Field FullName() => Of("full_name", "Full_Name") with { IsReadOnly = true, IsVirtual = true };

    public Field Id() => Of("record_id", "id") with { IsReadOnly = true };

    public Field RecordTime(string apiName) => Of("record_time", apiName) with { IsReadOnly = true };

    public Field Consent() => Of("consent_lookup", "Data_Processing_Basis_Details");

    public Field Tag() => Of("tag", "Tag");

    public Field Layout() => Of("layout", "Layout");

    public Field Of(string code, string apiName)
    {
        FieldType type = FieldTypes.Find(code) ?? throw new ArgumentException("There is no such data type.", nameof(code));
        return new Field
        {
            Id = 4_000_000_000_000_000 + (StableNumber.Of(apiName) % 1_000_000_000),
            ApiName = apiName,
            Label = apiName.Replace('_', ' '),
            Type = type,
            Number = 1,
            Length = type.DefaultLength,
            CanBePersonal = true,
        };
    }
}
