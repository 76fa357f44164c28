namespace PrivacyCrm.Core.Coql;

/// <summary>A piece of a query.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its characters; of a text, what stands between the quotes, without escapes.</param>
/// <param name="Start">Where it begins.</param>
internal readonly record struct CoqlToken(CoqlTokenKind Kind, string Text, int Start)
{
    private const int LongestNear = 100;

    private static readonly HashSet<string> Reserved = new(["select", "from", "where", "group", "order", "limit"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets a value indicating whether the word begins a clause, so that it can be no name.</summary>
    public bool IsReserved => Kind == CoqlTokenKind.Word && Reserved.Contains(Text);

    /// <summary>Gets how refusals quote the piece. What a text holds may be personal, so its quote stands for it.</summary>
    public string Near => Kind == CoqlTokenKind.Text ? "'" : Text.Length > LongestNear ? Text[..LongestNear] : Text;

    /// <summary>Tells whether it is a keyword, in any case.</summary>
    public bool Is(string keyword) => Kind == CoqlTokenKind.Word && Text.Equals(keyword, StringComparison.OrdinalIgnoreCase);

    /// <summary>Tells whether it is a sign.</summary>
    public bool IsSign(string sign) => Kind == CoqlTokenKind.Sign && Text == sign;
}
