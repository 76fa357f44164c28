using System.Net.Http.Headers;
using System.Text;
using PrivacyCrm.Api.Outgoing;
using PrivacyCrm.Core.Consents;
using PrivacyCrm.Core.Consents.Connections;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;

namespace PrivacyCrm.Api.Consents.Connections;

/// <summary>Makes a request to elsewhere for a running execution, with the credential of its connection, which the execution never sees.</summary>
/// <param name="http">Makes it.</param>
/// <param name="connections">Knows credentials.</param>
internal sealed class ConnectionCaller(OutgoingHttp http, ConnectionBook connections)
{
    /// <summary>Makes a request that was agreed to.</summary>
    /// <returns>What came back, or the refusal.</returns>
    public async Task<Result<OutgoingAnswer>> SendAsync(Caller caller, Access access, AccessCall call, CancellationToken cancellationToken)
    {
        using HttpRequestMessage message = new(new HttpMethod(call.Method), call.Address);
        message.Headers.Accept.ParseAdd("application/json, */*;q=0.5");
        if (call.Body is not null)
        {
            message.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(call.Body));
            if (!MediaTypeHeaderValue.TryParse(call.ContentType ?? "application/json", out MediaTypeHeaderValue? type))
            {
                return CrmErrors.Consents.InvalidInput("content_type");
            }

            message.Content.Headers.ContentType = type;
        }

        string[] sent = [];
        if (access.Parts.Connection is not null)
        {
            if (await connections.OpenAsync(caller, access, cancellationToken) is not { } opened || !opened.Connection.Origins.Contains(call.Address.GetLeftPart(UriPartial.Authority)))
            {
                return CrmErrors.Runtime.ConnectionNotUsable();
            }

            sent = [opened.Secret, Authorize(message, opened.Connection, opened.Secret)];
        }

        OutgoingAnswer answer = await http.SendAsync(message, cancellationToken);

        // A server that sends the credential back would tell it to the component.
        return answer.Failure is { } failure ? CrmErrors.Runtime.RequestFailed(failure)
            : CredentialEcho.IsIn(answer, sent) ? CrmErrors.Runtime.RequestFailed("credential_in_answer")
            : answer;
    }

    // Tells the credential as it was sent.
    private static string Authorize(HttpRequestMessage message, Connection connection, string secret)
    {
        (string header, string scheme, string value) = connection.Type switch
        {
            ConnectionKind.Bearer => ("Authorization", "Bearer ", secret),
            ConnectionKind.Basic => ("Authorization", "Basic ", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{connection.UserName}:{secret}"))),
            _ => (connection.Header!, string.Empty, secret),
        };
        message.Headers.TryAddWithoutValidation(header, scheme + value);
        return value;
    }
}
