using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using System.Text.Unicode;
using PrivacyCrm.Core.Errors;

namespace PrivacyCrm.Api.Json;

/// <summary>
/// Reads JSON bodies whatever their Content-Type says, since four official clients send none or a wrong one. What is not plain UTF-8
/// JSON with each name once is refused.
/// </summary>
internal static class StrictJson
{
    /// <summary>The greatest size of a body in bytes.</summary>
    public const int MaximumLength = 2 * 1024 * 1024;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64, AllowDuplicateProperties = false };

    /// <summary>Reads the body of a request.</summary>
    public static async Task<Result<JsonDocument>> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        PipeReader reader = request.BodyReader;
        while (true)
        {
            ReadResult read = await reader.ReadAsync(cancellationToken);
            if (read.Buffer.Length > MaximumLength)
            {
                reader.AdvanceTo(read.Buffer.End);
                return CrmErrors.Requests.TooLarge(MaximumLength);
            }

            if (read.IsCompleted)
            {
                byte[] body = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return Parse(body);
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    /// <summary>Reads JSON that came otherwise.</summary>
    public static Result<JsonDocument> Parse(byte[] body)
    {
        try
        {
            if (Utf8.IsValid(body) && HasWholeTexts(body))
            {
                return JsonDocument.Parse(body, Options);
            }
        }
        catch (JsonException)
        {
            // Told below: what the parser says quotes the body.
        }

        return CrmErrors.Records.UnreadableBody();
    }

    // Half of a surrogate pair, written as an escape, is valid JSON and no text.
    private static bool HasWholeTexts(byte[] body)
    {
        if (body.AsSpan().IndexOf("\\u"u8) < 0)
        {
            return true;
        }

        Utf8JsonReader reader = new(body, new JsonReaderOptions { MaxDepth = 64 });
        while (reader.Read())
        {
            if (reader.ValueIsEscaped && !IsWhole(ref reader))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsWhole(ref Utf8JsonReader reader)
    {
        char[] text = ArrayPool<char>.Shared.Rent(reader.ValueSpan.Length);
        try
        {
            reader.CopyString(text);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
        finally
        {
            ArrayPool<char>.Shared.Return(text, clearArray: true);
        }
    }
}
