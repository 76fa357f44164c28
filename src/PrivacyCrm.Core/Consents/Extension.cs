using System.Text.Json.Serialization;

namespace PrivacyCrm.Core.Consents;

/// <summary>A bundle of components, and what it wants to know about the organization.</summary>
public sealed record Extension
{
    /// <summary>Gets its id.</summary>
    public required long Id { get; init; }

    /// <summary>Gets what people call it.</summary>
    public required string Name { get; init; }

    /// <summary>Gets who registered it.</summary>
    public required long CreatorId { get; init; }

    /// <summary>Gets what an administrator has to agree to.</summary>
    public Manifest Manifest { get; init; } = Manifest.Empty;

    /// <summary>Gets where it is installed; null when it is not.</summary>
    public Installation? Installation { get; init; }

    /// <summary>Gets when it was registered.</summary>
    public required DateTimeOffset CreatedTime { get; init; }

    /// <summary>Gets what consents to it are consents to.</summary>
    [JsonIgnore]
    public ConsentTarget Target => new(Id, ConsentTarget.ExtensionKind, Name, CreatorId);
}
