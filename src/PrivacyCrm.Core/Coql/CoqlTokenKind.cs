namespace PrivacyCrm.Core.Coql;

/// <summary>What a piece of a query is.</summary>
public enum CoqlTokenKind
{
    /// <summary>A name, keyword or bare word; names may have dots.</summary>
    Word,

    /// <summary>Something that begins like a number.</summary>
    Number,

    /// <summary>A text in single quotes.</summary>
    Text,

    /// <summary><c>${EMPTY}</c>.</summary>
    Empty,

    /// <summary>A bracket, comma, hash or a run of comparison signs.</summary>
    Sign,

    /// <summary>A character that begins nothing, or a text without an end.</summary>
    Unknown,

    /// <summary>The end of the query.</summary>
    End,
}
