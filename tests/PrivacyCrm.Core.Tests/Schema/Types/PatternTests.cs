using System.Text.RegularExpressions;
using PrivacyCrm.Core.Schema.Types;

namespace PrivacyCrm.Core.Tests.Schema.Types;

public sealed class PatternTests
{
    // A busy machine must not make a valid value wrong: whether a text is an address cannot depend on how long the answer took.
    [Theory]
    [InlineData(typeof(EmailType), "AddressPattern")]
    [InlineData(typeof(WebsiteType), "AddressPattern")]
    public void Pattern_takes_time_in_proportion_to_the_text(Type type, string method)
    {
        Regex pattern = (Regex)type.GetMethod(method, System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!.Invoke(null, null)!;

        Assert.True(pattern.Options.HasFlag(RegexOptions.NonBacktracking));
    }
}
