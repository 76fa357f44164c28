using System.Text.Json;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Conversion;

/// <summary>What a lead became, as its converter may see it.</summary>
/// <param name="Contact">The contact.</param>
/// <param name="Account">The account, or null.</param>
/// <param name="Deal">The deal, or null.</param>
public sealed record ConvertedLead(ConvertedRecord Contact, ConvertedRecord? Account, ConvertedRecord? Deal)
{
    /// <summary>Writes the item of the answer.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="isShort">Whether only the ids are told, as the first versions did.</param>
    public void WriteTo(Utf8JsonWriter writer, bool isShort)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        if (isShort)
        {
            WriteIds(writer);
        }
        else
        {
            writer.WriteString("code", "SUCCESS");
            writer.WriteStartObject("details");
            Write(writer, ConversionModules.Contacts, Contact);
            Write(writer, ConversionModules.Deals, Deal);
            Write(writer, ConversionModules.Accounts, Account);
            writer.WriteEndObject();
            writer.WriteString("message", "The record has been converted successfully");
            writer.WriteString("status", "success");
        }

        writer.WriteEndObject();
    }

    private void WriteIds(Utf8JsonWriter writer)
    {
        writer.WriteString(ConversionModules.Contacts, RecordId.Format(Contact.Id));
        writer.WriteString(ConversionModules.Deals, Deal is null ? null : RecordId.Format(Deal.Id));
        writer.WriteString(ConversionModules.Accounts, Account is null ? null : RecordId.Format(Account.Id));
    }

    private static void Write(Utf8JsonWriter writer, string module, ConvertedRecord? record)
    {
        if (record is null)
        {
            writer.WriteNull(module);
            return;
        }

        writer.WriteStartObject(module);
        writer.WriteString("name", record.Name);
        writer.WriteString("id", RecordId.Format(record.Id));
        writer.WriteEndObject();
    }
}
