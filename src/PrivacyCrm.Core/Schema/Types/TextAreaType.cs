using System.Collections.Immutable;

namespace PrivacyCrm.Core.Schema.Types;

/// <summary><c>textarea</c>: several lines; small, large or rich text by length.</summary>
public sealed class TextAreaType() : TextLikeType("textarea")
{
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
}
