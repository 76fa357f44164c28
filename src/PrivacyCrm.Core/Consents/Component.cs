using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace PrivacyCrm.Core.Consents;

/// <summary>Something that a user or the clock triggers, and that runs code.</summary>
public sealed record Component
{
    /// <summary>Gets its id.</summary>
    public required long Id { get; init; }

    /// <summary>Gets the word for its kind.</summary>
    public required string KindName { get; init; }

    /// <summary>Gets what people call it.</summary>
    public required string Name { get; init; }

    /// <summary>Gets what draws it, for a function.</summary>
    public FunctionType? FunctionType { get; init; }

    /// <summary>Gets who may use it.</summary>
    public ComponentScope Scope { get; init; }

    /// <summary>Gets the teams whose members may use it.</summary>
    public ImmutableArray<long> TeamIds { get; init; } = [];

    /// <summary>Gets what its handlers are.</summary>
    public ExecutionType ExecutionType { get; init; }

    /// <summary>Gets where a webhook is.</summary>
    public Uri? ExecutionUrl { get; init; }

    /// <summary>Gets a value indicating whether its server is told of consents to it and of their ends.</summary>
    public bool HearsOfConsents { get; init; }

    /// <summary>Gets a value indicating whether it may be used.</summary>
    public bool IsEnabled { get; init; } = true;

    /// <summary>Gets who made it.</summary>
    public required long CreatorId { get; init; }

    /// <summary>Gets the extension that it is a part of, or null.</summary>
    public long? ExtensionId { get; init; }

    /// <summary>Gets its entry points.</summary>
    public ImmutableArray<Handler> Handlers { get; init; } = [];

    /// <summary>Gets what its author declares.</summary>
    public ImmutableArray<Access> Declared { get; init; } = [];

    /// <summary>Gets what it touches.</summary>
    public Manifest Manifest { get; init; } = Manifest.Empty;

    /// <summary>Gets when it was made.</summary>
    public required DateTimeOffset CreatedTime { get; init; }

    /// <summary>Gets when it was last changed.</summary>
    public required DateTimeOffset ModifiedTime { get; init; }

    /// <summary>Gets its kind.</summary>
    [JsonIgnore]
    public ComponentKind Kind => ComponentKind.Named(KindName);

    /// <summary>Gets what consents to it are consents to.</summary>
    [JsonIgnore]
    public ConsentTarget Target => new(Id, KindName, Name, CreatorId);

    /// <summary>Tells whether a user may use it.</summary>
    /// <param name="userId">The user.</param>
    /// <param name="teams">The teams of the user.</param>
    /// <returns>True when it is there for the user.</returns>
    public bool IsVisibleTo(long userId, IReadOnlyCollection<long> teams) => userId == CreatorId || Scope switch
    {
        ComponentScope.Organization => true,
        ComponentScope.Team => TeamIds.Any(teams.Contains),
        _ => false,
    };

    /// <summary>Gets where its server is told of consents; null when it does not ask for that.</summary>
    [JsonIgnore]
    public Uri? NoticeAddress => HearsOfConsents ? ExecutionUrl : null;

    /// <summary>The component with the manifest that its declaration, its code and its address make.</summary>
    /// <returns>The component.</returns>
    public Component WithManifest() => this with { Manifest = Manifest.Next(Declared, Handlers.SelectMany(handler => handler.Derived), Recipient) };

    // Another path of the same server is nobody else.
    private string? Recipient => Handlers.Any(handler => handler.Script is null) && ExecutionUrl is { } address
        ? ServerOf(address)
        : null;

    /// <summary>The server that an address leads to: a consent is to it, whatever the path.</summary>
    /// <param name="address">The address of a webhook.</param>
    /// <returns>Scheme, host and port.</returns>
    public static string ServerOf(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return new UriBuilder(address.Scheme, address.IdnHost, address.Port).Uri.GetLeftPart(UriPartial.Authority);
    }
}
