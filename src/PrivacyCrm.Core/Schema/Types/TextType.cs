namespace PrivacyCrm.Core.Schema.Types;

/// <summary><c>text</c>: a single line of up to 255 characters.</summary>
public sealed class TextType() : TextLikeType("text")
{
    /// <inheritdoc/>
    public override int MaximumLength => 255;
}
