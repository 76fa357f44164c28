namespace PrivacyCrm.Core.Records.Filters;

/// <summary>What a column holds, which decides what it can be compared with.</summary>
public enum FilterColumn
{
    /// <summary>One of our own words.</summary>
    Word,

    /// <summary>A text of people, compared without case.</summary>
    Text,

    /// <summary>A moment, in seconds since 1970.</summary>
    Instant,

    /// <summary>The id of a user.</summary>
    User,

    /// <summary>The id of a module, named by its API name.</summary>
    Module,
}
