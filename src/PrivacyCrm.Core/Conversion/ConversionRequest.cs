using System.Text.Json;

namespace PrivacyCrm.Core.Conversion;

/// <summary>What a conversion is asked to do. Ids that cannot be one are 0, which nobody has.</summary>
internal sealed record ConversionRequest
{
    /// <summary>Gets a value indicating whether an existing contact moves to the lead's company.</summary>
    public bool Overwrites { get; init; }

    /// <summary>Gets the existing account to use.</summary>
    public long? AccountId { get; init; }

    /// <summary>Gets the existing contact to use.</summary>
    public long? ContactId { get; init; }

    /// <summary>Gets the owner of what is created; null for the lead's.</summary>
    public long? AssignTo { get; init; }

    /// <summary>Gets the deal to create, as sent.</summary>
    public JsonElement? Deal { get; init; }

    /// <summary>Gets the module whose record takes the attachments.</summary>
    public string AttachmentsTo { get; init; } = ConversionModules.Contacts;

    /// <summary>Gets the names of the lead's tags that go along, by module; null for all of them.</summary>
    public IReadOnlyDictionary<string, IReadOnlyCollection<string>?> Tags { get; init; } = new Dictionary<string, IReadOnlyCollection<string>?>();
}
