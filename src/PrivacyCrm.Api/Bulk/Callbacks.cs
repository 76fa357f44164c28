using System.Net.Http.Headers;
using System.Text.Json;
using PrivacyCrm.Api.Outgoing;

namespace PrivacyCrm.Api.Bulk;

/// <summary>Tells addresses of clients, once, that a job has ended.</summary>
/// <param name="http">Calls them.</param>
internal sealed class Callbacks(OutgoingHttp http)
{
    /// <summary>Sends a body.</summary>
    /// <exception cref="HttpRequestException">It could not be told.</exception>
    public async Task SendAsync(string url, Action<Utf8JsonWriter> write, CancellationToken cancellationToken)
    {
        using MemoryStream body = new();
        await using (Utf8JsonWriter writer = new(body))
        {
            write(writer);
        }

        using ByteArrayContent content = new(body.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using HttpRequestMessage message = new(HttpMethod.Post, url) { Content = content };
        OutgoingAnswer answer = await http.SendAsync(message, cancellationToken);
        if (answer.Failure is { } failure)
        {
            throw new HttpRequestException(failure);
        }
    }
}
