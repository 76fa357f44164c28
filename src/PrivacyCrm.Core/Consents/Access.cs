using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace PrivacyCrm.Core.Consents;

/// <summary>One thing that the code of a component touches.</summary>
public sealed record Access
{
    /// <summary>What stands for all modules.</summary>
    public const string AllModules = "*";

    /// <summary>The operation that changes nothing.</summary>
    public const string Read = "read";

    /// <summary>The operation that changes something.</summary>
    public const string Write = "write";

    /// <summary>Gets the key by which a consent keeps it, such as <c>task:zoho.crm.getRecords@connection:crm_main</c>.</summary>
    public required string Key { get; init; }

    /// <summary>Gets the service that people know it by, such as Zoho CRM.</summary>
    public required string Service { get; init; }

    /// <summary>Gets whose account is used; null for objects.</summary>
    public Authentication? Authentication { get; init; }

    /// <summary>Gets what is done: read, write or both; nothing for objects.</summary>
    public ImmutableArray<string> Operations { get; init; } = [];

    /// <summary>Gets the modules whose records a task on the CRM touches; <c>*</c> for all.</summary>
    public ImmutableArray<string> Modules { get; init; } = [];

    /// <summary>Gets the only keys or fields that are touched; none for all.</summary>
    public ImmutableArray<string> Fields { get; init; } = [];

    /// <summary>Gets the sentence that tells users why.</summary>
    public required string Purpose { get; init; }

    /// <summary>Gets a value indicating whether the component cannot run without it.</summary>
    public bool IsRequired { get; init; } = true;

    /// <summary>Gets where it comes from.</summary>
    public AccessSource Source { get; init; }

    /// <summary>Gets the line of the script that needs it, for a derived one.</summary>
    public int? Line { get; init; }

    /// <summary>Gets the parts of the key.</summary>
    [JsonIgnore]
    public AccessKey Parts => AccessKey.Parse(Key) ?? throw new InvalidOperationException("An access with a key that is none.");

    /// <summary>Tells whether whoever agreed to this one agreed to another: the same thing, by the same account, and no wider.</summary>
    /// <param name="other">The other one.</param>
    /// <returns>True when it does.</returns>
    public bool Covers(Access other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Key == other.Key
            && Authentication == other.Authentication
            && other.Operations.All(Operations.Contains)
            && (Modules.Contains(AllModules) || other.Modules.All(Modules.Contains))
            && (Fields.IsEmpty || (!other.Fields.IsEmpty && other.Fields.All(Fields.Contains)));
    }
}
