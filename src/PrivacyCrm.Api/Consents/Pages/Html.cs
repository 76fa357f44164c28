namespace PrivacyCrm.Api.Consents.Pages;

/// <summary>A piece of a page. It is made of written markup and of values, and every value is encoded on its way in.</summary>
internal readonly struct Html
{
    private readonly string? _text;

    private Html(string text) => _text = text;

    /// <summary>A piece of markup with values in it.</summary>
    public static Html Of(HtmlBuilder markup) => new(markup.ToString());

    /// <summary>Pieces after each other.</summary>
    public static Html All(IEnumerable<Html> pieces) => new(string.Concat(pieces));

    /// <summary>A piece, or nothing.</summary>
    public static Html If(bool condition, Html piece) => condition ? piece : default;

    public override string ToString() => _text ?? string.Empty;
}
