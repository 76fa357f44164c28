using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Tests.Support;
using PrivacyCrm.Tests;

namespace PrivacyCrm.Core.Tests.Schema.Types;

public sealed class MultiSelectPicklistTypeTests
{
    private static readonly Field Field = A.Field.MultiSelectPicklist().LimitedTo(12);

    [Theory]
    [InlineData("""["A","B"]""", """["A","B"] key |A|B|""")]
    [InlineData("""[" A ","A","-None-",""]""", """["A"] key |A|""")]
    public void Value_is_stored_with_its_key(string json, string stored) => Assert.Equal(stored, Reading.Of(Field, json));

    [Theory]
    [InlineData("[]")]
    [InlineData("""["-None-"]""")]
    public void Empty_value_is_no_value(string json) => Assert.Equal("nothing", Reading.Of(Field, json));

    [Theory]
    [InlineData("\"A\"", "not jsonarray")]
    [InlineData("{}", "not jsonarray")]
    [InlineData("5", "not jsonarray")]
    [InlineData("[5]", "not text")]
    [InlineData("""[["A"]]""", "not text")]
    [InlineData("""["a\u001fb"]""", "not text")]
    [InlineData("""["a\u0000b"]""", "not text")]
    [InlineData("""["abcdef","ghijkl"]""", "longer than 12")]
    public void Other_value_is_refused(string json, string problem) => Assert.Equal(problem, Reading.Of(Field, json));

    [Theory]
    [InlineData("""["A","B"]""", """["A","B"]""")]
    public void Stored_value_is_shown(string json, string shown) => Assert.Equal(shown, Reading.Shown(Field, json));

    [Theory]
    [InlineData("A", "A")]
    public void Value_in_criteria_becomes_a_key(string text, string key) => Assert.Equal(key, Reading.Sought(Field, text));

    [Theory]
    [InlineData("equals", "Contains |A|", "A")]
    [InlineData("not_equal", "NotContains |A|", "A")]
    [InlineData("in", "ContainsOneOf |A| |B|", "A", "B")]
    [InlineData("starts_with", "Contains |A", "A")]
    public void Operator_means_a_comparison_of_keys(string operatorName, string comparison, params string[] values) =>
        Assert.Equal(comparison, Reading.Compared(Field, operatorName, values));

    [Fact]
    public void Choices_are_added_once() =>
        Assert.Equal("[\"A\",\"B\",\"C\"]", Core.Schema.Types.MultiSelectPicklistType.Append("[\"A\",\"B\"]", "[\"B\",\"C\"]").Json);

    [Fact]
    public void Words_are_those_of_every_choice() => Assert.Equal("A B", Field.Type.WordsOf("[\"A\",\"B\"]"));
}
