using FsCheck;
using FsCheck.Fluent;
using PrivacyCrm.Core.Criteria;
using PrivacyCrm.Core.Tests.Support;

namespace PrivacyCrm.Core.Tests.Criteria;

public sealed class CriteriaValuesTests
{
    [Theory]
    [InlineData("Burns", "Burns")]
    [InlineData(" Burns ", "Burns")]
    [InlineData("Burns, Bob", "Burns, Bob")]
    [InlineData(@"Burns\,B", "Burns,B")]
    [InlineData(@"K\\", @"K\")]
    [InlineData(@"\(a\)", "(a)")]
    [InlineData(@"\\\(", @"\(")]
    [InlineData(@"a\b", @"a\b")]
    [InlineData(@"a\", @"a\")]
    [InlineData("", "")]
    public void One_value_is_unescaped(string written, string value) => Assert.Equal(value, CriteriaValues.One(written));

    [Theory]
    [InlineData("a", "a")]
    [InlineData("a,b", "a|b")]
    [InlineData(" a , b ", "a|b")]
    [InlineData(@"Burns\,B,Miller", "Burns,B|Miller")]
    [InlineData(@"a\\,b", @"a\|b")]
    [InlineData("a,,b", "a||b")]
    [InlineData(",", "|")]
    [InlineData("", "")]
    public void List_is_split_at_commas(string written, string values) => Assert.Equal(values, string.Join('|', CriteriaValues.Many(written)));

    [Fact]
    public void Escaping_and_reading_are_inverse() =>
        Prop.ForAll(Texts.Hostile.ToArbitrary(), text => CriteriaValues.One(Printing.Escape(text)) == text.Trim()).Check(Quickly.Thousand);

    [Fact]
    public void Escaping_and_splitting_are_inverse() =>
        Prop.ForAll(
            Texts.Hostile.NonEmptyListOf().ToArbitrary(),
            texts => CriteriaValues.Many(string.Join(',', texts.Select(Printing.Escape))).SequenceEqual(texts.Select(text => text.Trim())))
            .Check(Quickly.Thousand);
}
