using PrivacyCrm.Core.Privacy.Basis;

namespace PrivacyCrm.Core.Tests.Privacy.Basis;

public sealed class BasisValuesTests
{
    // Every spelling that was seen, the short one and the long one it stands for.
    [Theory]
    [InlineData("Not Applicable", "Not Applicable", "Not Applicable")]
    [InlineData("NotApplicable", "Not Applicable", "Not Applicable")]
    [InlineData("Not applicable", "Not Applicable", "Not Applicable")]
    [InlineData("Legitimate Interests", "Legitimate Interests", "Legitimate Interests")]
    [InlineData("Legitimate Interest", "Legitimate Interests", "Legitimate Interests")]
    [InlineData("Legitimate interest", "Legitimate Interests", "Legitimate Interests")]
    [InlineData("Contract", "Contract", "Contract")]
    [InlineData("Legal Obligation", "Legal Obligation", "Legal Obligation")]
    [InlineData("Legal Obligations", "Legal Obligation", "Legal Obligation")]
    [InlineData("Vital Interests", "Vital Interests", "Vital Interests")]
    [InlineData("Vital Interest", "Vital Interests", "Vital Interests")]
    [InlineData("Public Interests", "Public Interests", "Public Interests")]
    [InlineData("Public Interest", "Public Interests", "Public Interests")]
    [InlineData("Pending", "Pending", "Consent - Pending")]
    [InlineData("Consent-Pending", "Pending", "Consent - Pending")]
    [InlineData("Consent - Pending", "Pending", "Consent - Pending")]
    [InlineData("Awaiting", "Awaiting", "Consent - Waiting")]
    [InlineData("Consent-Awaiting", "Awaiting", "Consent - Waiting")]
    [InlineData("Consent - Awaiting", "Awaiting", "Consent - Waiting")]
    [InlineData("Consent - Waiting", "Awaiting", "Consent - Waiting")]
    [InlineData("Waiting", "Awaiting", "Consent - Waiting")]
    [InlineData("Obtained", "Obtained", "Consent - Obtained")]
    [InlineData("Consent-Obtained", "Obtained", "Consent - Obtained")]
    [InlineData("Consent - Obtained", "Obtained", "Consent - Obtained")]
    [InlineData("Consent - obtained", "Obtained", "Consent - Obtained")]
    [InlineData("Not Responded", "Not Responded", "Consent - Not Responded")]
    [InlineData("Consent-Not Respond", "Not Responded", "Consent - Not Responded")]
    [InlineData("Consent - Not Responded", "Not Responded", "Consent - Not Responded")]
    [InlineData("Not Respond", "Not Responded", "Consent - Not Responded")]
    [InlineData("Declined", "Declined", "Consent - Declined")]
    [InlineData("Consent-Declined", "Declined", "Consent - Declined")]
    [InlineData("Consent - Declined", "Declined", "Consent - Declined")]
    [InlineData("Stop Processing", "Declined", "Consent - Declined")]
    [InlineData("Denied", "Declined", "Consent - Declined")]
    [InlineData("Consent - Denied", "Declined", "Consent - Declined")]
    [InlineData("Delete", "Delete", "Delete")]
    public void Spelling_is_understood(string spelling, string inRecords, string inLabels)
    {
        BasisValue? value = BasisValues.Find(spelling);

        Assert.Equal((inRecords, inLabels), (value?.Short, value?.Long));
    }

    [Theory]
    [InlineData("OBTAINED")]
    [InlineData("consent obtained")]
    [InlineData("  Consent--Obtained ")]
    public void Case_spaces_and_hyphens_do_not_matter(string spelling) => Assert.Equal("Obtained", BasisValues.Find(spelling)?.Short);

    [Theory]
    [InlineData("")]
    [InlineData("Consent")]
    [InlineData("Obtain")]
    [InlineData("Obtained!")]
    [InlineData("Obtained\0")]
    public void Other_text_is_no_basis(string text) => Assert.Null(BasisValues.Find(text));

    [Fact]
    public void Twelve_values_are_listed_once() => Assert.Equal(12, BasisValues.All.Select(value => value.Short).Distinct().Count());
}
