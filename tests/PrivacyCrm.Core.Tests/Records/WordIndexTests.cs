using FsCheck;
using FsCheck.Fluent;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Tests.Support;
using PrivacyCrm.Tests;

namespace PrivacyCrm.Core.Tests.Records;

public sealed class WordIndexTests
{
    [Theory]
    [InlineData("Ann Smith", "ann|smith")]
    [InlineData("  Ann,Smith-Miller ", "ann|smith|miller")]
    [InlineData("ann ANN Ann", "ann")]
    [InlineData("ann@example.com", "ann|example|com")]
    [InlineData("Ärger 中文 2026", "ärger|中文|2026")]
    [InlineData("a😀b", "a😀b")]
    [InlineData("", "")]
    [InlineData(" .,;!", "")]
    public void Text_is_split_into_folded_words(string text, string words) => Assert.Equal(words, string.Join('|', WordIndex.Split(text)));

    [Fact]
    public void Long_word_is_cut() => Assert.Equal(new string('a', 40), Assert.Single(WordIndex.Split(new string('a', 100))));

    [Fact]
    public void Long_text_ends() => Assert.Equal(1_000, WordIndex.Split(string.Join(' ', Enumerable.Range(0, 5_000))).Length);

    [Theory]
    [InlineData(1, "ann", "f1zann")]
    [InlineData(12, "max", "f12zmaxx")]
    [InlineData(1, "ä", "f1zx00e4")]
    [InlineData(1, "x", "f1zxx")]
    [InlineData(1, "😀", "f1zxd83dxde00")]
    public void Token_tells_field_and_word(int number, string word, string token) =>
        Assert.Equal(token, WordIndex.Token(A.Field.Text() with { Number = number }, word));

    [Fact]
    public void Token_begins_another_exactly_when_its_word_does() =>
        Prop.ForAll(
            Words.ToArbitrary(),
            pair => WordIndex.Token(pair.Right, pair.Longer).StartsWith(WordIndex.Token(pair.Left, pair.Shorter), StringComparison.Ordinal)
                == (pair.Left.Number == pair.Right.Number && pair.Longer.StartsWith(pair.Shorter, StringComparison.Ordinal)))
            .Check(Quickly.Thousand);

    [Fact]
    public void Token_is_ascii() =>
        Prop.ForAll(Texts.WellFormed.ToArbitrary(), word => WordIndex.Token(A.Field.Text(), Keys.Fold(word)).All(char.IsAsciiLetterOrDigit)).Check(Quickly.Thousand);

    [Fact]
    public void Words_of_all_searchable_fields_are_kept_and_pieces_of_all_texts()
    {
        Module leads = A.Module().With(
            A.Field.Text("Last_Name"), A.Field.Picklist(), A.Field.MultiSelectPicklist(), A.Field.Integer(), A.Field.Text("Hidden") with { IsSearchable = false });

        RecordWords words = WordIndex.Of([.. leads.Fields.Zip(["\"Ann Smith\"", "\"Open\"", "[\"A\",\"B c\"]", "5", "\"secret\""], KeyValuePair.Create)]);

        Assert.Equal("f1zann f1zsmith f2zopen f3za f3zb f3zc", words.Words);
        Assert.Equal("g1z616e6e g1z20736d g1z697468 g5z736563 g5z726574", string.Join(' ', words.Pieces.Select(piece => piece.Token)));
    }

    private static Gen<(Field Left, string Shorter, Field Right, string Longer)> Words { get; } =
        from start in Texts.WellFormed
        from rest in Texts.WellFormed
        from isPrefix in Gen.Elements(true, true, false)
        from left in Gen.Choose(1, 12)
        from right in Gen.Choose(1, 12)
        from isSame in Gen.Elements(true, true, false)
        let longer = Keys.Fold(isPrefix ? start + rest : rest)
        select (A.Field.Text() with { Number = left }, Keys.Fold(start), A.Field.Text() with { Number = isSame ? left : right }, longer);
}
