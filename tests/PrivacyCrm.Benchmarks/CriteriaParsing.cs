using BenchmarkDotNet.Attributes;
using PrivacyCrm.Core.Criteria;

namespace PrivacyCrm.Benchmarks;

/// <summary>Reading criteria takes the time of their length, whatever their shape.</summary>
[MemoryDiagnoser]
public class CriteriaParsing
{
    private const string One = "(Last_Name:starts_with:Bur)";

    private static readonly string Fifteen = string.Join("and", Enumerable.Repeat(One, 15));
    private static readonly string Nested = new string('(', 30) + One + new string(')', 30);

    /// <summary>One condition.</summary>
    [Benchmark(Baseline = true)]
    public bool OneCondition() => CriteriaParser.Parse(One).Value() is not null;

    /// <summary>As many conditions as are allowed.</summary>
    [Benchmark]
    public bool FifteenConditions() => CriteriaParser.Parse(Fifteen).Value() is not null;

    /// <summary>Nearly as deep as is allowed.</summary>
    [Benchmark]
    public bool ThirtyBrackets() => CriteriaParser.Parse(Nested).Value() is not null;
}
