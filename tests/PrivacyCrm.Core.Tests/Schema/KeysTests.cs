using FsCheck;
using FsCheck.Fluent;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Tests.Support;
using PrivacyCrm.Tests;

namespace PrivacyCrm.Core.Tests.Schema;

public sealed class KeysTests
{
    [Theory]
    [InlineData("0", "1")]
    [InlineData("5", "25015")]
    [InlineData("12.5", "2502125")]
    [InlineData("100", "25031")]
    [InlineData("0.001", "24981")]
    [InlineData("-5", "04994~")]
    [InlineData("-12.5", "0498874~")]
    public void Number_becomes_sign_exponent_and_digits(string number, string key) =>
        Assert.Equal(key, Keys.OfNumber(decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void Order_of_number_keys_is_order_of_numbers() =>
        Prop.ForAll(
            Numbers.ToArbitrary(),
            Numbers.ToArbitrary(),
            (left, right) => Math.Sign(string.CompareOrdinal(Keys.OfNumber(left), Keys.OfNumber(right))) == left.CompareTo(right))
            .Check(Quickly.Thousand);

    [Theory]
    [InlineData(-1.0, -1.5)]
    [InlineData(-10.0, -9.0)]
    [InlineData(-0.1, -0.11)]
    [InlineData(1.0, 1.5)]
    [InlineData(9.0, 10.0)]
    [InlineData(-0.1, 0.1)]
    public void Neighbouring_numbers_keep_their_order(double left, double right) =>
        Assert.Equal(left.CompareTo(right), Math.Sign(string.CompareOrdinal(Keys.OfNumber((decimal)left), Keys.OfNumber((decimal)right))));

    [Fact]
    public void Equal_numbers_have_one_key_however_written() =>
        Assert.Single(new[] { 5m, 5.0m, 5.000m }.Select(Keys.OfNumber).Distinct());

    [Theory]
    [InlineData("a", "b")]
    [InlineData("ab", "ac")]
    [InlineData("\uD7FF", "\uE000")]
    [InlineData("\uFFFF", "\U00010000")]
    [InlineData("a\U0010FFFF", "b")]
    public void Text_after_a_prefix_raises_its_last_character(string prefix, string after) => Assert.Equal(after, Keys.AfterPrefix(prefix));

    [Theory]
    [InlineData("")]
    [InlineData("\U0010FFFF")]
    [InlineData("\U0010FFFF\U0010FFFF")]
    public void Nothing_comes_after_the_last_prefix(string prefix) => Assert.Null(Keys.AfterPrefix(prefix));

    [Fact]
    public void Texts_with_a_prefix_lie_from_it_to_before_the_text_after_it() =>
        Prop.ForAll(
            Texts.WellFormed.ToArbitrary(),
            Texts.WellFormed.ToArbitrary(),
            (prefix, rest) => InMemoryRecordStore.CompareKeys(prefix, prefix + rest) <= 0
                && (Keys.AfterPrefix(prefix) is not { } after || InMemoryRecordStore.CompareKeys(prefix + rest, after) < 0))
            .Check(Quickly.Thousand);

    [Fact]
    public void Texts_without_a_prefix_lie_outside() =>
        Prop.ForAll(
            Texts.WellFormed.ToArbitrary(),
            Texts.WellFormed.ToArbitrary(),
            (prefix, text) => text.StartsWith(prefix, StringComparison.Ordinal)
                || InMemoryRecordStore.CompareKeys(text, prefix) < 0
                || (Keys.AfterPrefix(prefix) is { } after && InMemoryRecordStore.CompareKeys(text, after) >= 0))
            .Check(Quickly.Thousand);

    [Theory]
    [InlineData("Burns, Bob", "burns, bob")]
    [InlineData("ÄÖÜ ß", "äöü ß")]
    [InlineData("ΔΈΛΤΑ", "δέλτα")]
    [InlineData("I", "i")]
    public void Folding_makes_lower_case_without_a_language(string text, string key) => Assert.Equal(key, Keys.Fold(text));

    [Fact]
    public void Folding_twice_is_folding_once() =>
        Prop.ForAll(Texts.WellFormed.ToArbitrary(), text => Keys.Fold(Keys.Fold(text)) == Keys.Fold(text)).Check(Quickly.Thousand);

    [Theory]
    [InlineData("+1 (555) 12-34", "15551234")]
    [InlineData("٣", "")]
    [InlineData("", "")]
    public void Digits_are_the_ascii_ones(string text, string digits) => Assert.Equal(digits, Keys.Digits(text));

    private static Gen<decimal> Numbers { get; } =
        from digits in Gen.Choose(-1_000_000, 1_000_000)
        from more in Gen.Choose(0, 999_999_999)
        from scale in Gen.Choose(0, 20)
        from isSmall in Gen.Elements(true, false)
        select isSmall ? decimal.Divide(digits, Power(scale)) : decimal.Divide((digits * 1_000_000_000m) + more, Power(scale));

    private static decimal Power(int exponent) => Enumerable.Repeat(10m, exponent).Aggregate(1m, decimal.Multiply);
}
