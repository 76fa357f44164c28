using System.Text.RegularExpressions;

namespace PrivacyCrm.Core.Schema.Types;

/// <summary><c>email</c>: an address of up to 100 characters, compared without case.</summary>
public sealed partial class EmailType() : TextLikeType("email")
{
    /// <inheritdoc/>
    public override int MaximumLength => 100;

    /// <inheritdoc/>
    public override int UiType => 25;

    /// <inheritdoc/>
    protected override bool IsWellFormed(string text) => Pattern.Matches(AddressPattern(), text);

    // The original's published pattern.
    [GeneratedRegex(
        @"^[\+\-\p{L}\p{M}\p{N}_]([\p{L}\p{M}\p{N}!#$%&'*+\-\/=?^_`{|}~.]*)@(?=.{4,256}$)(([\p{L}\p{N}\p{M}]+)(([\-_]*[\p{L}\p{M}\p{N}])*)[.])+[\p{L}\p{M}]{2,22}$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        Pattern.TimeoutMilliseconds)]
    private static partial Regex AddressPattern();
}
