using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Primitives;
using PrivacyCrm.Api.Records;
using PrivacyCrm.Api.Search;

namespace PrivacyCrm.IntegrationTests.Http.Records;

/// <summary>Reads that go past MVC take parameters as it takes them, every one that is described.</summary>
public sealed class QueryReadingTests
{
    public static TheoryData<string, string> Parameters
    {
        get
        {
            TheoryData<string, string> all = [];
            foreach (PropertyInfo property in typeof(ReadRequest).GetProperties().Concat(typeof(SearchRequest).GetProperties()))
            {
                all.Add(property.DeclaringType!.Name, property.Name);
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Parameters))]
    public void Every_described_parameter_is_read_from_its_first_value(string type, string property)
    {
        string name = NameOf(type, property);

        Assert.Equal("one", Read(type, property, new() { [name] = new(["one", "two"]) }));
        Assert.Equal("other case", Read(type, property, new() { [name.ToUpperInvariant()] = "other case" }));
        Assert.Equal(string.Empty, Read(type, property, new() { [name] = string.Empty }));
        Assert.Null(Read(type, property, []));
    }

    private static string NameOf(string type, string property) => PropertyOf(type, property).GetCustomAttribute<FromQueryAttribute>()!.Name!;

    private static PropertyInfo PropertyOf(string type, string property) => (type == nameof(ReadRequest) ? typeof(ReadRequest) : typeof(SearchRequest)).GetProperty(property)!;

    private static string? Read(string type, string property, Dictionary<string, StringValues> values)
    {
        QueryCollection query = new(new Dictionary<string, StringValues>(values, StringComparer.OrdinalIgnoreCase));
        return (string?)PropertyOf(type, property).GetValue(type == nameof(ReadRequest) ? ReadRequest.Of(query) : SearchRequest.Of(query));
    }
}
