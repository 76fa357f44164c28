using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;

namespace PrivacyCrm.Api.Consents.Pages;

/// <summary>Puts a piece of a page together: what stands in the source is markup, what comes from elsewhere is text and encoded.</summary>
[InterpolatedStringHandler]
internal readonly struct HtmlBuilder
{
    private readonly StringBuilder _text;

    public HtmlBuilder(int literalLength, int formattedCount) => _text = new StringBuilder(literalLength + (formattedCount * 16));

    public void AppendLiteral(string markup) => _text.Append(markup);

    public void AppendFormatted(Html piece) => _text.Append(piece.ToString());

    public void AppendFormatted(string? value) => _text.Append(HtmlEncoder.Default.Encode(value ?? string.Empty));

    public void AppendFormatted(int value) => _text.Append(value.ToString(CultureInfo.InvariantCulture));

    public override string ToString() => _text.ToString();
}
