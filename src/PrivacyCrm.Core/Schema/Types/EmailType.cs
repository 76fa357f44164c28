using System.Text.RegularExpressions;

namespace PrivacyCrm.Core.Schema.Types;

/// <summary><c>email</c>: an address of up to 100 characters, compared without case.</summary>
public sealed partial class EmailType() : TextLikeType("email")
{
    private const int MinimumDomainLength = 4;
    private const int MaximumDomainLength = 256;

    /// <inheritdoc/>
    public override int MaximumLength => 100;

    /// <inheritdoc/>
    public override int UiType => 25;

    /// <inheritdoc/>
    protected override bool IsWellFormed(string text) =>
        AddressPattern().IsMatch(text) && text.Length - text.LastIndexOf('@') - 1 is >= MinimumDomainLength and <= MaximumDomainLength;

    // The original's published pattern, but for the length of the domain, which is looked at above: so it needs no going back and takes time
    // in proportion to the text, whatever the text.
    [GeneratedRegex(
        @"^[\+\-\p{L}\p{M}\p{N}_]([\p{L}\p{M}\p{N}!#$%&'*+\-\/=?^_`{|}~.]*)@(([\p{L}\p{N}\p{M}]+)(([\-_]*[\p{L}\p{M}\p{N}])*)[.])+[\p{L}\p{M}]{2,22}$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex AddressPattern();
}
