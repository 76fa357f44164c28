namespace PrivacyCrm.Core.Schema;

/// <summary>Whether a field holds personal data, and how sensitive it is.</summary>
public enum PersonalMark
{
    /// <summary>Not marked: the field is shown and searched.</summary>
    None,

    /// <summary>Marked without a sensitivity: metadata answer <c>private: null</c> and values are shown.</summary>
    Unrated,

    /// <summary>Normal in the original's words, <c>type: "Low"</c> in metadata.</summary>
    Low,

    /// <summary>Sensitive in the original's words, <c>type: "High"</c> in metadata.</summary>
    High,
}
