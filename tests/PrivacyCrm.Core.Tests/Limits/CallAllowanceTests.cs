using PrivacyCrm.Core.Limits;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Tests;

namespace PrivacyCrm.Core.Tests.Limits;

public sealed class CallAllowanceTests
{
    private readonly FrozenTime _time = new();
    private readonly Organization _organization = An.Organization.Build();

    [Fact]
    public void Nothing_is_limited_unless_asked_for()
    {
        Assert.False(Allowance(new LimitOptions()).IsOn);
        Assert.Null(new LimitOptions().CreditsFor(users: 1_000));
    }

    [Theory]
    [InlineData(Edition.Free, 10, 5_000, 5)]
    [InlineData(Edition.Standard, 10, 52_500, 10)]
    [InlineData(Edition.Standard, 201, 100_000, 10)]
    [InlineData(Edition.Professional, 10, 55_000, 15)]
    [InlineData(Edition.Professional, 10_000, 3_000_000, 15)]
    [InlineData(Edition.Enterprise, 10, 60_000, 20)]
    [InlineData(Edition.Enterprise, 10_000, 5_000_000, 20)]
    [InlineData(Edition.Ultimate, 10, 70_000, 25)]
    [InlineData(Edition.Ultimate, 10_000, 20_050_000, 25)]
    public void Edition_says_how_much(Edition edition, int users, long credits, int calls)
    {
        LimitOptions options = new() { Edition = edition };

        Assert.Equal((credits, calls, 10), (options.CreditsFor(users), options.Calls, options.HeavyCalls));
    }

    [Fact]
    public void Number_counts_more_than_the_edition()
    {
        LimitOptions options = new() { Edition = Edition.Free, ApiCredits = 7, ConcurrentCalls = 3, ConcurrentHeavyCalls = 2 };

        Assert.Equal((7L, 3, 2), (options.CreditsFor(1), options.Calls, options.HeavyCalls));
    }

    [Fact]
    public void Credits_end_and_come_back_after_a_day()
    {
        CallAllowance allowance = Allowance(new LimitOptions { ApiCredits = 3 });
        Assert.True(IsLetIn(allowance));
        _time.Advance(TimeSpan.FromHours(12));
        Assert.True(IsLetIn(allowance));
        Assert.True(IsLetIn(allowance));
        Assert.False(IsLetIn(allowance));

        _time.Advance(TimeSpan.FromHours(12));
        Assert.False(IsLetIn(allowance));
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.True(IsLetIn(allowance));
        Assert.False(IsLetIn(allowance));
        _time.Advance(TimeSpan.FromDays(3));
        Assert.Equal([true, true, true, false], Enumerable.Range(0, 4).Select(_ => IsLetIn(allowance)));
    }

    [Fact]
    public void Expensive_call_runs_and_the_next_ones_do_not()
    {
        CallAllowance allowance = Allowance(new LimitOptions { ApiCredits = 10 });
        using CallPermit permit = allowance.Enter(_organization, isHeavy: false)!;

        permit.Charge(500);

        Assert.Equal(0, allowance.RemainingCredits(_organization));
        Assert.False(IsLetIn(allowance));
    }

    [Fact]
    public void Remaining_credits_are_told_once_half_are_used()
    {
        CallAllowance allowance = Allowance(new LimitOptions { ApiCredits = 5 });

        List<long?> told = [];
        for (int call = 0; call < 5; call++)
        {
            IsLetIn(allowance);
            told.Add(allowance.RemainingCredits(_organization));
        }

        Assert.Equal([null, null, 2, 1, 0], told);
    }

    [Fact]
    public void Calls_at_once_are_limited_and_a_place_is_given_back_once()
    {
        CallAllowance allowance = Allowance(new LimitOptions { ConcurrentCalls = 2 });
        CallPermit first = allowance.Enter(_organization, isHeavy: false)!;
        using CallPermit second = allowance.Enter(_organization, isHeavy: false)!;
        Assert.False(IsLetIn(allowance));

        first.Dispose();
        first.Dispose();

        using CallPermit third = allowance.Enter(_organization, isHeavy: false)!;
        Assert.NotNull(third);
        Assert.False(IsLetIn(allowance));
    }

    [Fact]
    public void Heavy_calls_leave_room_for_others()
    {
        CallAllowance allowance = Allowance(new LimitOptions { ConcurrentCalls = 3, ConcurrentHeavyCalls = 1 });
        using CallPermit heavy = allowance.Enter(_organization, isHeavy: true)!;

        Assert.Null(allowance.Enter(_organization, isHeavy: true));
        Assert.True(IsLetIn(allowance));
    }

    [Fact]
    public void Refused_call_costs_nothing()
    {
        CallAllowance allowance = Allowance(new LimitOptions { ApiCredits = 2, ConcurrentCalls = 1 });
        CallPermit running = allowance.Enter(_organization, isHeavy: false)!;
        Assert.False(IsLetIn(allowance));

        running.Dispose();

        Assert.True(IsLetIn(allowance));
    }

    [Fact]
    public void Of_many_at_once_as_many_are_let_in_as_there_are_credits()
    {
        CallAllowance allowance = Allowance(new LimitOptions { ApiCredits = 100 });

        int letIn = Enumerable.Range(0, 400).AsParallel().WithDegreeOfParallelism(8).Count(_ => IsLetIn(allowance));

        Assert.Equal(100, letIn);
    }

    private CallAllowance Allowance(LimitOptions options) => new(options, _time);

    private bool IsLetIn(CallAllowance allowance)
    {
        using CallPermit? permit = allowance.Enter(_organization, isHeavy: false);
        return permit is not null;
    }
}
