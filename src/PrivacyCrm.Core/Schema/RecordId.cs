using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;

namespace PrivacyCrm.Core.Schema;

/// <summary>Ids on the wire: texts of up to 19 digits. Some clients send them as bare numbers.</summary>
public static class RecordId
{
    /// <summary>Reads an id from a path or query.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The id, or null when it is not one.</returns>
    public static long? Parse(string? text)
    {
        // .NET overlooks NUL after a number.
        bool isId = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long id) && id > 0 && !text!.EndsWith('\0');
        return isId ? id : null;
    }

    /// <summary>Reads an id from a body, without going through a floating-point number.</summary>
    /// <param name="json">The text or number.</param>
    /// <returns>The id, or null when it is not one.</returns>
    public static long? Read(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => Parse(json.GetString()),
        JsonValueKind.Number => Parse(json.GetRawText()),
        _ => null,
    };

    /// <summary>Reads an id that was stored.</summary>
    /// <param name="digits">Its digits.</param>
    /// <returns>The id.</returns>
    public static long Parse(ReadOnlySpan<byte> digits) => Utf8Parser.TryParse(digits, out long id, out _) ? id : 0;

    /// <summary>Writes an id.</summary>
    /// <param name="id">The id.</param>
    /// <returns>Its digits.</returns>
    public static string Format(long id) => id.ToString(CultureInfo.InvariantCulture);
}
