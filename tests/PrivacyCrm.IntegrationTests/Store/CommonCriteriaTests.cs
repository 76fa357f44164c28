using PrivacyCrm.Core.Criteria;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.IntegrationTests.Support;
using PrivacyCrm.Store.Records;
using PrivacyCrm.Tests;

namespace PrivacyCrm.IntegrationTests.Store;

/// <summary>What is remembered of one caller's searches makes those of another one faster, so it must not tell of fields that are closed to that one.</summary>
public sealed class CommonCriteriaTests
{
    private const long Organization = 1;
    private const long Leads = 2;

    private static readonly Field Name = A.Field.Text("Last_Name") with { Id = 11, Number = 1, Slot = "S1" };
    private static readonly Field Closed = A.Field.Text("Diagnosis") with { Id = 12, Number = 2, Slot = "S2" };

    private readonly CommonCriteria _common = new(new TestClock());

    [Fact]
    public void Criterion_that_many_records_fulfil_is_known_to_who_searches_the_same_fields()
    {
        _common.Add(Organization, Leads, Word("flu", Name, Closed));

        Assert.True(_common.Contains(Organization, Leads, Word("flu", Name, Closed)));
    }

    [Fact]
    public void Word_that_many_records_have_in_a_field_is_not_known_to_who_may_not_search_that_field()
    {
        _common.Add(Organization, Leads, Word("flu", Closed));
        _common.Add(Organization, Leads, Word("flu", Name, Closed));
        _common.Add(Organization, Leads, Part("flu", Closed));

        Assert.False(_common.Contains(Organization, Leads, Word("flu", Name)));
        Assert.False(_common.Contains(Organization, Leads, Word("flu flu", Name)));
        Assert.False(_common.Contains(Organization, Leads, Part("flu", Name)));
    }

    [Fact]
    public void Word_that_many_records_have_is_not_known_elsewhere()
    {
        _common.Add(Organization, Leads, Word("flu", Name));

        Assert.False(_common.Contains(Organization + 1, Leads, Word("flu", Name)));
        Assert.False(_common.Contains(Organization, Leads + 1, Word("flu", Name)));
    }

    private static Criterion.HasWords Word(string words, params Field[] fields) => new([.. words.Split(' ')], [.. fields]);

    private static Criterion.Compare Part(string part, Field field) => new(field, new KeyComparison(KeyTest.Contains, [part]));
}
