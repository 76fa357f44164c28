using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Tests.Support;
using PrivacyCrm.Tests;

namespace PrivacyCrm.Core.Tests.Schema.Types;

public sealed class PhoneTypeTests
{
    private static readonly Field Field = A.Field.Phone();

    [Theory]
    [InlineData("\"+1 555 12-34\"", "\"+1 555 12-34\" key +1 555 12-34|15551234")]
    [InlineData("\"555-1234\"", "\"555-1234\" key 555-1234|5551234")]
    [InlineData("\"5551234\"", "\"5551234\" key 5551234|5551234")]
    public void Value_is_stored_with_its_key(string json, string stored) => Assert.Equal(stored, Reading.Of(Field, json));

    [Theory]
    [InlineData("\"\"")]
    public void Empty_value_is_no_value(string json) => Assert.Equal("nothing", Reading.Of(Field, json));

    [Theory]
    [InlineData("\"(555) 1234\"", "not phone")]
    [InlineData("\"-555\"", "not phone")]
    [InlineData("\"1111111111111111111111111111111\"", "longer than 30")]
    [InlineData("5", "not phone")]
    [InlineData("true", "not phone")]
    [InlineData("[]", "not phone")]
    [InlineData("{}", "not phone")]
    public void Other_value_is_refused(string json, string problem) => Assert.Equal(problem, Reading.Of(Field, json));

    [Theory]
    [InlineData("equals", "Contains 555-12", "555-12")]
    [InlineData("starts_with", "StartsWith +1", "+1")]
    [InlineData("not_equal", "NotEqual 555-12|55512", "555-12")]
    [InlineData("in", "OneOf 555-12|55512 7|7", "555-12", "7")]
    public void Operator_means_a_comparison_of_keys(string operatorName, string comparison, params string[] values) =>
        Assert.Equal(comparison, Reading.Compared(Field, operatorName, values));

    [Fact]
    public void Hostile_number_ends_soon() => Assert.Equal("not phone", Reading.Of(Field, $"\"{new string('1', 28)}!\""));
}
