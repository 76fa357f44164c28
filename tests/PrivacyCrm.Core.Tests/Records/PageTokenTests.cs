using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Tests.Support;
using PrivacyCrm.Tests;

namespace PrivacyCrm.Core.Tests.Records;

public sealed class PageTokenTests
{
    private const string Parameters = "Leads\nLast_Name";

    private static readonly DateTimeOffset Expires = FrozenTime.Start + PageToken.Lifetime;
    private static readonly PageToken Token = new(new Keyset(1_771_000_000, 4_150_868_000_000_225_013, true), 11, Expires);
    private static readonly Organization Organization = An.Organization.With(A.User(2_000_000_000_000_002, "Bob", "Miller"));
    private static readonly Caller Caller = A.Caller(Organization);

    [Fact]
    public void Token_lives_for_a_day() => Assert.Equal(TimeSpan.FromDays(1), PageToken.Lifetime);

    [Fact]
    public void Token_is_read_back() => Assert.Equal(Token, Read(Token.Write(Caller, Parameters)).ShouldBeValue());

    [Fact]
    public void Token_can_stand_in_an_address() => Assert.Matches("^[A-Za-z0-9_-]+$", Token.Write(Caller, Parameters));

    [Fact]
    public void Token_is_valid_until_the_last_second() =>
        Assert.Equal(Token, PageToken.Read(Token.Write(Caller, Parameters), Caller, Parameters, Expires.AddSeconds(-1)).ShouldBeValue());

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(86_400)]
    public void Token_expires_after_a_day(int seconds) =>
        Assert.Equal("EXPIRED_VALUE", PageToken.Read(Token.Write(Caller, Parameters), Caller, Parameters, Expires.AddSeconds(seconds)).ShouldBeRefused().Code);

    [Fact]
    public void Any_changed_character_is_noticed()
    {
        string text = Token.Write(Caller, Parameters);

        for (int index = 0; index < text.Length; index++)
        {
            foreach (char other in "AB_-9")
            {
                string changed = $"{text[..index]}{other}{text[(index + 1)..]}";
                Assert.True(changed == text || Code(Read(changed)) == "TOKEN_BOUND_DATA_MISMATCH");
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("not base64 at all!")]
    [InlineData("中")]
    public void Other_text_is_no_token(string text) => Assert.Equal("TOKEN_BOUND_DATA_MISMATCH", Code(Read(text)));

    [Fact]
    public void Very_long_text_is_no_token() => Assert.Equal("TOKEN_BOUND_DATA_MISMATCH", Code(Read(new string('A', 100_000))));

    [Fact]
    public void Token_with_more_behind_it_is_no_token() => Assert.Equal("TOKEN_BOUND_DATA_MISMATCH", Code(Read(Token.Write(Caller, Parameters) + "AAAA")));

    [Fact]
    public void Token_of_another_user_is_refused()
    {
        Caller other = Caller with { User = Organization.Users[1] };

        Assert.Equal("TOKEN_BOUND_DATA_MISMATCH", Code(Read(Token.Write(other, Parameters))));
    }

    [Fact]
    public void Token_for_other_parameters_is_refused() => Assert.Equal("TOKEN_BOUND_DATA_MISMATCH", Code(Read(Token.Write(Caller, Parameters + ",Email"))));

    [Fact]
    public void Token_of_another_organization_is_refused()
    {
        Caller other = A.Caller(An.Organization.SignedWith(8));

        Assert.Equal("TOKEN_BOUND_DATA_MISMATCH", Code(Read(Token.Write(other, Parameters))));
    }

    [Fact]
    public void Expired_token_of_another_user_tells_nothing()
    {
        Caller other = Caller with { User = Organization.Users[1] };

        Assert.Equal("TOKEN_BOUND_DATA_MISMATCH", Code(PageToken.Read(Token.Write(other, Parameters), Caller, Parameters, Expires.AddDays(1))));
    }

    private static Result<PageToken> Read(string text) => PageToken.Read(text, Caller, Parameters, FrozenTime.Start);

    private static string Code(Result<PageToken> result) => result.ShouldBeRefused().Code;
}
