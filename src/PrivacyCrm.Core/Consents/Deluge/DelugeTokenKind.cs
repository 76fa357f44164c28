namespace PrivacyCrm.Core.Consents.Deluge;

/// <summary>What a piece of a script is.</summary>
internal enum DelugeTokenKind
{
    /// <summary>A name, keyword or number.</summary>
    Word,

    /// <summary>A text in quotes.</summary>
    Text,

    /// <summary>Any other character.</summary>
    Sign,

    /// <summary>The end of the script.</summary>
    End,
}
