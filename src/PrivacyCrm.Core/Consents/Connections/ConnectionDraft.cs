using System.Collections.Immutable;
using System.Text.Json;
using PrivacyCrm.Core.Errors;

namespace PrivacyCrm.Core.Consents.Connections;

/// <summary>A new connection as it was sent.</summary>
/// <param name="Connection">The connection, without id and owner.</param>
/// <param name="IsOrganizations">Whether it is to be the organization's.</param>
/// <param name="Secret">Its secret.</param>
internal sealed record ConnectionDraft(Connection Connection, bool IsOrganizations, string Secret)
{
    private const int MaximumLength = 100;
    private const int MaximumSecret = 8_000;
    private const int MaximumOrigins = 10;

    // What a client decides about the connection itself is not a credential.
    private static readonly string[] Reserved = ["host", "connection", "content-length", "content-type", "transfer-encoding", "expect", "upgrade", "te", "trailer", "cookie"];

    /// <summary>Reads it.</summary>
    public static Result<ConnectionDraft> Read(JsonElement json)
    {
        JsonBody body = new(json);
        string? name = body.Text("name", MaximumLength, isRequired: true);
        string? service = body.Text("service", MaximumLength, isRequired: true);
        Audience audience = body.Word<Audience>("audience") ?? Audience.User;
        ImmutableArray<string>? origins = body.Texts("origins", MaximumOrigins, text => OriginOf(text) is not null);
        ConnectionKind type = body.Word<ConnectionKind>("type") ?? ConnectionKind.Bearer;
        string? header = body.Text("header", MaximumLength, isRequired: type == ConnectionKind.Header);
        string? userName = body.Text("username", MaximumLength, isRequired: type == ConnectionKind.Basic);
        string? secret = body.Text("secret", MaximumSecret, isRequired: true);
        string? wrong = name?.All(unit => char.IsAsciiLetterOrDigit(unit) || unit == '_') == false ? "name"
            : audience == Audience.Team ? "audience"
            : origins is not { Length: > 0 } ? "origins"
            : header is not null && (type != ConnectionKind.Header || !IsHeader(header)) ? "header"
            : userName is not null && (type != ConnectionKind.Basic || userName.Contains(':', StringComparison.Ordinal)) ? "username"
            : secret?.Any(unit => unit is < ' ' or > '~') == true ? "secret"
            : null;
        if ((body.Error ?? (wrong is null ? null : CrmErrors.Consents.InvalidInput(wrong))) is { } error)
        {
            return error;
        }

        Connection connection = new()
        {
            Id = 0,
            Name = name!,
            Service = service!,
            CreatorId = 0,
            Origins = [.. origins!.Value.Select(text => OriginOf(text)!)],
            Type = type,
            Header = header,
            UserName = userName,
            CreatedTime = default,
        };
        return new ConnectionDraft(connection, audience == Audience.Organization, secret!);
    }

    private static string? OriginOf(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https" && address.PathAndQuery == "/" && address.UserInfo.Length == 0 && address.Fragment.Length == 0
            ? address.GetLeftPart(UriPartial.Authority)
            : null;

    private static bool IsHeader(string name) =>
        name.All(unit => char.IsAsciiLetterOrDigit(unit) || unit is '-' or '_') && !Reserved.Contains(name, StringComparer.OrdinalIgnoreCase);
}
