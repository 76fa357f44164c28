using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace PrivacyCrm.Core.Schema.Types;

/// <summary><c>textarea</c>: several lines; small, large or rich text by length.</summary>
public sealed class TextAreaType() : TextLikeType("textarea")
{
    private const int RichTextInLists = 500;

    private static readonly ImmutableArray<CriteriaOperator> WithoutIn =
        [CriteriaOperators.Equals, CriteriaOperators.NotEqual, CriteriaOperators.StartsWith];

    /// <inheritdoc/>
    public override string ExpectedName => "text";

    /// <inheritdoc/>
    public override KeyKind Key => KeyKind.Long;

    /// <inheritdoc/>
    public override ImmutableArray<CriteriaOperator> Operators => WithoutIn;

    /// <inheritdoc/>
    public override int MaximumLength => 50_000;

    /// <inheritdoc/>
    public override int DefaultLength => 2_000;

    /// <inheritdoc/>
    public override int UiType => 3;

    /// <inheritdoc/>
    public override bool CanBeUnique => false;

    /// <inheritdoc/>
    public override bool IsShownAsStored => false;

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ReadOnlySpan<byte> stored, Field field, ViewContext context)
    {
        ArgumentNullException.ThrowIfNull(field);
        ArgumentNullException.ThrowIfNull(context);
        if (context.IsList && field.TextareaKind == "rich_text" && stored.Length > RichTextInLists)
        {
            ArgumentNullException.ThrowIfNull(writer);
            string text = JsonText.Unquote(Encoding.UTF8.GetString(stored));
            int length = Math.Min(text.Length, RichTextInLists);
            writer.WriteStringValue(text.AsSpan(0, char.IsHighSurrogate(text[length - 1]) ? length - 1 : length));
            return;
        }

        base.Write(writer, stored, field, context);
    }
}
