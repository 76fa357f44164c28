using BenchmarkDotNet.Attributes;
using PrivacyCrm.Core.Criteria;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Store.Providers;
using PrivacyCrm.Store.Records;

namespace PrivacyCrm.Benchmarks;

/// <summary>From the text of criteria to the statement, beside the statement of a page without criteria.</summary>
[MemoryDiagnoser]
public class PlanStatements
{
    private const string Criteria = "((Last_Name:starts_with:Bur)and(Lead_Status:equals:Contacted))or(Annual_Revenue:between:1000,2000)";

    private readonly PostgresProvider _provider = new();
    private readonly ReadPlan _plan = Lead.PlanOf(Lead.Private);

    /// <summary>A page of a list.</summary>
    [Benchmark(Baseline = true)]
    public int List() => new PlanSql(_plan, _provider, Candidates.None).Page().ToString().Length;

    /// <summary>A search by three conditions.</summary>
    [Benchmark]
    public int Search()
    {
        Criterion filter = new CriteriaBinder(_plan.Module, _plan.Organization, _plan.Access).Bind(CriteriaParser.Parse(Criteria).Value()).Value();
        return new PlanSql(_plan with { Filter = filter }, _provider, Candidates.None).Page().ToString().Length;
    }
}
