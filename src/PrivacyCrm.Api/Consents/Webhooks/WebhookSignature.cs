using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PrivacyCrm.Api.Consents.Webhooks;

/// <summary>
/// By what a webhook knows that a call comes from here and was not changed on its way: the HMAC-SHA256, under the component's secret, of the
/// time, a dot and the body. The time lets a receiver refuse what somebody kept and sends again.
/// </summary>
internal static class WebhookSignature
{
    /// <summary>The header with the seconds since 1970.</summary>
    public const string TimeHeader = "X-PrivacyCrm-Timestamp";

    /// <summary>The header with the signature.</summary>
    public const string Header = "X-PrivacyCrm-Signature";

    /// <summary>The header with the id of the execution, the same for no other call.</summary>
    public const string ExecutionHeader = "X-PrivacyCrm-Execution";

    /// <summary>The header with the id of the entry of the audit that is told; the same when it is told again.</summary>
    public const string EventHeader = "X-PrivacyCrm-Event";

    /// <summary>The signature of a body.</summary>
    /// <returns>Such as <c>sha256=</c> and 64 hexadecimal digits.</returns>
    public static string Of(string secret, long seconds, ReadOnlySpan<byte> body)
    {
        byte[] signed = [.. Encoding.ASCII.GetBytes(seconds.ToString(CultureInfo.InvariantCulture)), (byte)'.', .. body];
        return $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.ASCII.GetBytes(secret), signed))}";
    }
}
