using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Privacy;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Tests.Support;
using PrivacyCrm.Tests;

namespace PrivacyCrm.Core.Tests.Privacy;

public sealed class FieldPrivacyTests
{
    [Theory]
    [InlineData(PersonalMark.None, Sensitivity.All, Sensitivity.All, "null")]
    [InlineData(PersonalMark.Unrated, Sensitivity.All, Sensitivity.All, "null")]
    [InlineData(PersonalMark.Low, Sensitivity.None, Sensitivity.None, """{"restricted":false,"type":"Low","export":false}""")]
    [InlineData(PersonalMark.Low, Sensitivity.Sensitive, Sensitivity.None, """{"restricted":false,"type":"Low","export":false}""")]
    [InlineData(PersonalMark.Low, Sensitivity.Normal, Sensitivity.None, """{"restricted":true,"type":"Low","export":false}""")]
    [InlineData(PersonalMark.Low, Sensitivity.All, Sensitivity.Normal, """{"restricted":true,"type":"Low","export":true}""")]
    [InlineData(PersonalMark.High, Sensitivity.None, Sensitivity.None, """{"restricted":false,"type":"High","export":false}""")]
    [InlineData(PersonalMark.High, Sensitivity.Normal, Sensitivity.Normal, """{"restricted":false,"type":"High","export":false}""")]
    [InlineData(PersonalMark.High, Sensitivity.Sensitive, Sensitivity.None, """{"restricted":true,"type":"High","export":false}""")]
    [InlineData(PersonalMark.High, Sensitivity.None, Sensitivity.Sensitive, """{"restricted":false,"type":"High","export":true}""")]
    [InlineData(PersonalMark.High, Sensitivity.All, Sensitivity.All, """{"restricted":true,"type":"High","export":true}""")]
    public void Metadata_tell_the_mark_and_what_follows_from_it(PersonalMark mark, Sensitivity api, Sensitivity export, string json) =>
        Assert.Equal(json, Told(mark, new PrivacySettings { IsEnabled = true, Modules = ["Leads"], ApiRestriction = api, ExportRestriction = export }));

    [Theory]
    [InlineData(PersonalMark.None)]
    [InlineData(PersonalMark.Unrated)]
    [InlineData(PersonalMark.Low)]
    [InlineData(PersonalMark.High)]
    public void Metadata_tell_null_while_privacy_is_off(PersonalMark mark) =>
        Assert.Equal("null", Told(mark, new PrivacySettings { IsEnabled = false, Modules = ["Leads"], ApiRestriction = Sensitivity.All }));

    [Theory]
    [InlineData(PersonalMark.Low)]
    [InlineData(PersonalMark.High)]
    public void Metadata_tell_null_where_the_module_was_not_chosen(PersonalMark mark) =>
        Assert.Equal("null", Told(mark, new PrivacySettings { IsEnabled = true, Modules = ["Contacts"], ApiRestriction = Sensitivity.All }));

    private static string Told(PersonalMark mark, PrivacySettings settings) =>
        FieldPrivacy.Of(A.Field.Email().Marked(mark), A.Module(), settings) is { } privacy ? Reading.Written(privacy.WriteTo) : "null";
}
