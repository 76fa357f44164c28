namespace PrivacyCrm.Api.Bulk;

/// <summary>What a bulk write is to do, as it is stored with its job.</summary>
internal sealed record BulkWriteOrder
{
    /// <summary>The version of the API it was ordered with.</summary>
    public required string Version { get; init; }

    /// <summary>insert, update or upsert.</summary>
    public required string Operation { get; init; }

    /// <summary>The module.</summary>
    public required string Module { get; init; }

    /// <summary>The uploaded file.</summary>
    public required long FileId { get; init; }

    /// <summary>The CSV file in it.</summary>
    public required string EntryName { get; init; }

    /// <summary>The encoding of the CSV file.</summary>
    public string Encoding { get; init; } = "UTF-8";

    /// <summary>Whether empty cells change nothing.</summary>
    public bool IgnoresEmpty { get; init; }

    /// <summary>The field that finds records; id or a unique one. Null for inserts.</summary>
    public string? FindBy { get; init; }

    /// <summary>Which column goes where.</summary>
    public IReadOnlyList<BulkMapping> Mappings { get; init; } = [];

    /// <summary>Where to tell the end, or null.</summary>
    public string? CallbackUrl { get; init; }
}
