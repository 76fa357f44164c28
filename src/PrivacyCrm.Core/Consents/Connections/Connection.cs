using System.Collections.Immutable;

namespace PrivacyCrm.Core.Consents.Connections;

/// <summary>A named credential for some servers, of one user or of the organization. Its secret is kept apart and never told.</summary>
public sealed record Connection
{
    /// <summary>Gets its id.</summary>
    public required long Id { get; init; }

    /// <summary>Gets the name that accesses have after <c>@connection:</c>; unique for its owner.</summary>
    public required string Name { get; init; }

    /// <summary>Gets what people call the service.</summary>
    public required string Service { get; init; }

    /// <summary>Gets the user whose it is; null for the organization's.</summary>
    public long? UserId { get; init; }

    /// <summary>Gets the user who made it.</summary>
    public required long CreatorId { get; init; }

    /// <summary>Gets the only servers that the credential is sent to, such as <c>https://maps.example.com</c>.</summary>
    public required ImmutableArray<string> Origins { get; init; }

    /// <summary>Gets how the credential is sent.</summary>
    public ConnectionKind Type { get; init; }

    /// <summary>Gets the header, for a credential that has one of its own.</summary>
    public string? Header { get; init; }

    /// <summary>Gets the user name, for one with a password.</summary>
    public string? UserName { get; init; }

    /// <summary>Gets when it was made.</summary>
    public required DateTimeOffset CreatedTime { get; init; }
}
