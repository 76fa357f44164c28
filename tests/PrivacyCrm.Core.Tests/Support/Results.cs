using System.Text;
using System.Text.Json;
using PrivacyCrm.Core.Errors;

namespace PrivacyCrm.Core.Tests.Support;

/// <summary>Takes results apart where a test knows what they are.</summary>
internal static class Results
{
    public static T ShouldBeValue<T>(this Result<T> result)
    {
        Assert.True(result.TryGet(out T? value, out CrmError? error), error is null ? string.Empty : Body(error));
        return value!;
    }

    public static CrmError ShouldBeRefused<T>(this Result<T> result)
    {
        Assert.False(result.TryGet(out _, out CrmError? error));
        return error!;
    }

    /// <summary>The answer a client gets, byte for byte.</summary>
    public static string Body(CrmError error)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            error.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
