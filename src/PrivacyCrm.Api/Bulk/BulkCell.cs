using System.Globalization;
using System.Text.Json;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Schema.Types;

namespace PrivacyCrm.Api.Bulk;

/// <summary>Turns the cells of a bulk write into the JSON that field types read. What has not the form of its type stays a text, which the type refuses.</summary>
internal static class BulkCell
{
    private const string UsualDate = "MM/dd/yyyy";
    private const string UsualTime = "MM/dd/yyyy HH:mm:ss";
    private const string FormatLetters = "yMdHhmsat :/-.,'TZ";

    /// <summary>Tells whether dates can be read by a form.</summary>
    public static bool IsFormat(string format) =>
        format.Length is > 1 and <= 40 && format.All(unit => FormatLetters.Contains(unit, StringComparison.Ordinal)) && format.Contains('y', StringComparison.Ordinal);

    /// <summary>Writes the value of a cell that is not empty.</summary>
    public static void Write(Utf8JsonWriter writer, Field field, string cell, BulkMapping mapping, Organization organization)
    {
        switch (field.Type)
        {
            case BooleanType when BooleanOf(cell) is { } flag:
                writer.WriteBooleanValue(flag);
                break;
            case NumberLikeType when decimal.TryParse(cell, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number):
                writer.WriteNumberValue(number);
                break;
            case DateType:
                writer.WriteStringValue(DayOf(cell, mapping.Format ?? UsualDate));
                break;
            case DateTimeType:
                writer.WriteStringValue(InstantOf(cell, mapping.Format ?? UsualTime));
                break;
            case MultiSelectPicklistType:
                WriteList(writer, cell, (one, item) => one.WriteStringValue(item));
                break;
            case TagType:
                WriteList(writer, cell, (one, item) => WriteMember(one, "name", item));
                break;
            case UserReferenceType:
                WriteUser(writer, cell, mapping.FindBy, organization);
                break;
            case LayoutType:
                WriteMember(writer, "id", cell);
                break;
            default:
                writer.WriteStringValue(cell);
                break;
        }
    }

    private static bool? BooleanOf(string cell) => cell.Trim().ToUpperInvariant() switch
    {
        "TRUE" or "1" or "YES" => true,
        "FALSE" or "0" or "NO" => false,
        _ => null,
    };

    private static string DayOf(string cell, string format) =>
        DateTime.TryParseExact(cell.Trim(), NetFormat(format), CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime day)
            ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : cell.Trim();

    // Without an offset it is a time of the organization's zone, as everywhere.
    private static string InstantOf(string cell, string format) =>
        DateTime.TryParseExact(cell.Trim(), NetFormat(format), CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime time)
            ? time.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture)
            : cell.Trim();

    private static string NetFormat(string format) => format.Replace("a", "tt", StringComparison.Ordinal);

    private static void WriteUser(Utf8JsonWriter writer, string cell, string? findBy, Organization organization)
    {
        User? user = findBy?.ToUpperInvariant() switch
        {
            "EMAIL" => organization.FindUserByEmail(cell.Trim()),
            "NAME" or "FULL_NAME" => organization.Users.FirstOrDefault(one => string.Equals(one.FullName, cell.Trim(), StringComparison.OrdinalIgnoreCase)),
            _ => organization.FindUser(RecordId.Parse(cell.Trim())) ?? organization.FindUserByEmail(cell.Trim()),
        };
        WriteMember(writer, "id", user is null ? "0" : RecordId.Format(user.Id));
    }

    private static void WriteList(Utf8JsonWriter writer, string cell, Action<Utf8JsonWriter, string> write)
    {
        writer.WriteStartArray();
        foreach (string item in cell.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            write(writer, item);
        }

        writer.WriteEndArray();
    }

    private static void WriteMember(Utf8JsonWriter writer, string name, string value)
    {
        writer.WriteStartObject();
        writer.WriteString(name, value);
        writer.WriteEndObject();
    }
}
