using System.Text;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Tests;

namespace PrivacyCrm.Core.Tests.Records;

public sealed class PartIndexTests
{
    private static readonly Field Name = A.Field.Text("Name");

    [Theory]
    [InlineData("ann.blacksmithson.4711@example.org")]
    [InlineData("aaaaaaaaaaaaaaa")]
    [InlineData("läßt 😀😀😀😀😀 über alles")]
    [InlineData("+49 30 12345\u001f493012345")]
    public void Every_part_of_five_characters_or_more_finds_its_text(string key)
    {
        Rune[] runes = [.. key.EnumerateRunes()];
        HashSet<Piece> pieces = [.. PartIndex.PiecesOf(Name, key)];

        for (int start = 0; start < runes.Length; start++)
        {
            for (int length = 5; start + length <= runes.Length; length++)
            {
                string part = string.Concat(runes.Skip(start).Take(length));

                Assert.Contains(PartIndex.GroupsOf(Name, part), group => group.All(pieces.Contains));
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("abcd")]
    [InlineData("😀😀😀😀")]
    public void Short_part_tells_nothing(string part) => Assert.Empty(PartIndex.GroupsOf(Name, part));

    [Fact]
    public void Only_every_third_piece_is_kept_with_the_number_of_its_field() =>
        Assert.Equal(["g1z616263", "g1z646566"], PartIndex.PiecesOf(Name, "abcdefgh").Select(piece => piece.Token));

    // They are stored: another way of counting would need a migration.
    [Theory]
    [InlineData("abc", 1, 1343818104)]
    [InlineData("abc", 2, 1696486285)]
    [InlineData("ß😀ü", 999, 2132691912)]
    public void Number_of_a_piece_stays(string text, int field, int number) =>
        Assert.Equal(number, Assert.Single(PartIndex.PiecesOf(Name with { Number = field }, text)).Number);

    [Fact]
    public void Part_that_is_not_there_is_mostly_told_from_one_that_is()
    {
        HashSet<Piece> pieces = [.. PartIndex.PiecesOf(Name, "blacksmithson")];

        Assert.DoesNotContain(PartIndex.GroupsOf(Name, "goldsmith"), group => group.All(pieces.Contains));
    }
}
