using System.Globalization;
using System.Text.Json;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Records;

/// <summary>What a record was converted to.</summary>
/// <param name="Contact">The contact.</param>
/// <param name="Account">The account, or null.</param>
/// <param name="Deal">The deal, or null.</param>
/// <param name="Time">When.</param>
/// <param name="UserId">By whom.</param>
public sealed record ConvertedDetail(long Contact, long? Account, long? Deal, DateTimeOffset Time, long UserId)
{
    /// <summary>Writes the members of <c>$converted_detail</c>: ids and a day, never a name.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="context">Who reads it.</param>
    public void WriteTo(Utf8JsonWriter writer, ViewContext context)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(context);
        writer.WriteString("deal", Format(Deal));
        writer.WriteString("contact", Format(Contact));
        writer.WriteString("account", Format(Account));
        writer.WriteString("convert_date", TimeZoneInfo.ConvertTime(Time, context.TimeZone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        writer.WriteString("converted_by", Format(UserId));
    }

    private static string? Format(long? id) => id is { } known ? RecordId.Format(known) : null;
}
