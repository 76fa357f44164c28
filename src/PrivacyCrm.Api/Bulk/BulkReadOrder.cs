using System.Text.Json;

namespace PrivacyCrm.Api.Bulk;

/// <summary>What a bulk read is to do, as it is stored with its job. Criteria hold what the caller looks for.</summary>
internal sealed record BulkReadOrder
{
    /// <summary>The version of the API it was ordered with.</summary>
    public required string Version { get; init; }

    /// <summary>The module.</summary>
    public required string Module { get; init; }

    /// <summary>The fields, as sent; null for all.</summary>
    public IReadOnlyList<string>? Fields { get; init; }

    /// <summary>The columns: all of them, so that a field made meanwhile changes nothing.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>The criteria, as sent.</summary>
    public JsonElement? Criteria { get; init; }

    /// <summary>The custom view's id, or null.</summary>
    public string? View { get; init; }

    /// <summary>The number of the page.</summary>
    public int Page { get; init; } = 1;

    /// <summary>The last record of the page before; null when the page was asked for by number.</summary>
    public long? After { get; init; }

    /// <summary>Where to tell the end, or null.</summary>
    public string? CallbackUrl { get; init; }
}
