using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace PrivacyCrm.Core.Schema.Types;

/// <summary><c>phone</c>: a number of up to 30 characters, kept as sent.</summary>
public sealed partial class PhoneType() : TextLikeType("phone")
{
    /// <inheritdoc/>
    public override int MaximumLength => 30;

    /// <inheritdoc/>
    public override int UiType => 33;

    /// <inheritdoc/>
    protected override bool IsWellFormed(string text) => NumberPattern().IsMatch(text);

    /// <summary>The number as sent, then its digits, so that one key serves both ways of searching.</summary>
    /// <param name="text">The trimmed text.</param>
    /// <returns>The key.</returns>
    protected override string KeyOfText(string text) => $"{Keys.Fold(text)}{Keys.Separator}{Keys.Digits(text)}";

    /// <inheritdoc/>
    public override KeyComparison Compare(CriteriaOperator criteriaOperator, ImmutableArray<KeyRange> values) =>
        criteriaOperator == CriteriaOperators.StartsWith
            ? new(KeyTest.StartsWith, [ContainedIn(values[0].Low)])
            : base.Compare(criteriaOperator, values);

    /// <inheritdoc/>
    protected override string ContainedIn(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key[..key.IndexOf(Keys.Separator, StringComparison.Ordinal)];
    }

    // The original's published pattern. Its groups do not give back what they took and numbers are short, so that it never takes long;
    // the timeout is there for the rule that every such pattern has one, and is not a way to judge a number.
    [GeneratedRegex(
        @"^([+]?)(?![.-])(?>(?>[.-]?[ ]?[\da-zA-Z]+)+|([ ]?((?![.-])(?>[ .-]?[\da-zA-Z]+)+)(?![.])([ -]?[\da-zA-Z]+)?)+)+(?>(?>([,]+)?[;]?[\da-zA-Z]+)+(([#][\da-zA-Z]+)+)?)?[#;]?$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex NumberPattern();
}
