using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using PrivacyCrm.Api.Outgoing;

namespace PrivacyCrm.Api.Consents.Connections;

/// <summary>Finds a credential in an answer: as it was sent, and as servers write it into JSON, pages and addresses.</summary>
internal static class CredentialEcho
{
    /// <summary>Tells whether an answer has one of the credentials in it.</summary>
    public static bool IsIn(OutgoingAnswer answer, IEnumerable<string> credentials) => credentials.SelectMany(FormsOf).Any(form =>
        answer.Body.Span.IndexOf(Encoding.UTF8.GetBytes(form)) >= 0 || answer.ContentType?.Contains(form, StringComparison.Ordinal) == true);

    private static string[] FormsOf(string credential) =>
    [
        credential,
        JavaScriptEncoder.Default.Encode(credential),
        JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(credential),
        WebUtility.HtmlEncode(credential),
        Uri.EscapeDataString(credential),
        Convert.ToBase64String(Encoding.UTF8.GetBytes(credential)),
    ];
}
