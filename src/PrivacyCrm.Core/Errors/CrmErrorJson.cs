using System.Text.Json;

namespace PrivacyCrm.Core.Errors;

/// <summary>Writes a <see cref="CrmError"/> in the one documented form.</summary>
public static class CrmErrorJson
{
    /// <summary>Writes <c>{code, details, message, status:"error"}</c>.</summary>
    /// <param name="error">The refusal.</param>
    /// <param name="writer">Where to write.</param>
    public static void WriteTo(this CrmError error, Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(error);
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        writer.WriteString("code", error.Code);
        writer.WritePropertyName("details");
        error.Details.WriteTo(writer);
        writer.WriteString("message", error.Message);
        writer.WriteString("status", "error");
        writer.WriteEndObject();
    }

    /// <summary>Writes <c>{message, code}</c>, the form under <c>/api/v3</c>, and <c>data</c> when there are details.</summary>
    /// <param name="error">The refusal.</param>
    /// <param name="writer">Where to write.</param>
    /// <param name="writeData">Writes other data than the details.</param>
    public static void WritePlatformTo(this CrmError error, Utf8JsonWriter writer, Action<Utf8JsonWriter>? writeData = null)
    {
        ArgumentNullException.ThrowIfNull(error);
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        writer.WriteString("message", error.Message);
        writer.WriteString("code", error.Code.ToLowerInvariant());
        if (writeData is not null || !error.Details.IsEmpty)
        {
            writer.WritePropertyName("data");
            (writeData ?? error.Details.WriteTo)(writer);
        }

        writer.WriteEndObject();
    }
}
