using System.Text.RegularExpressions;

namespace PrivacyCrm.Core.Schema.Types;

/// <summary><c>website</c>: an address of up to 450 characters.</summary>
public sealed partial class WebsiteType() : TextLikeType("website")
{
    /// <inheritdoc/>
    public override int MaximumLength => 450;

    /// <inheritdoc/>
    public override int UiType => 21;

    /// <inheritdoc/>
    protected override bool IsWellFormed(string text) => AddressPattern().IsMatch(text);

    // The original's published pattern, matched in time that grows with the text only.
    [GeneratedRegex(
        @"^(http:\/\/www.|https:\/\/www.|ftp:\/\/www.|www.|http:\/\/|https:\/\/|ftp:\/\/|){1}[^\x00-\x19\x22-\x27\x2A-\x2C\x2E-\x2F\x3A-\x3F\x5B-\x5E\x60\x7B\x7D-\x7F]+(\.[^\x00-\x19\x22\x24-\x2C\x2E-\x2F\x3C\x3E\x40\x5B-\x5E\x60\x7B\x7D-\x7F]+)+([\/\?].*)*$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex AddressPattern();
}
