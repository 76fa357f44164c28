using System.Text.Encodings.Web;
using System.Text.Json;

namespace PrivacyCrm.Core.Schema;

/// <summary>Texts as JSON and back, with non-ASCII letters left as they are.</summary>
public static class JsonText
{
    /// <summary>Writes a text as a JSON string.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The JSON.</returns>
    public static string Quote(string text) => $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)}\"";

    /// <summary>Reads a JSON string.</summary>
    /// <param name="json">The JSON.</param>
    /// <returns>The text.</returns>
    public static string Unquote(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        if (!json.Contains('\\', StringComparison.Ordinal))
        {
            return json[1..^1];
        }

        using JsonDocument document = JsonDocument.Parse(json);
        return document.RootElement.GetString()!;
    }
}
