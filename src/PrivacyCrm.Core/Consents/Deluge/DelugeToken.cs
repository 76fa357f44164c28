namespace PrivacyCrm.Core.Consents.Deluge;

/// <summary>A piece of a script.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its characters; of a text, what stands between the quotes.</param>
/// <param name="Line">Its line, from 1.</param>
internal readonly record struct DelugeToken(DelugeTokenKind Kind, string Text, int Line)
{
    /// <summary>Tells whether it is a word, in any case.</summary>
    public bool IsWord(string word) => Kind == DelugeTokenKind.Word && Text.Equals(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>Tells whether it is a sign.</summary>
    public bool IsSign(char sign) => Kind == DelugeTokenKind.Sign && Text[0] == sign;
}
