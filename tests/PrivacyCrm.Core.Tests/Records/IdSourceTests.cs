using System.Collections.Concurrent;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Tests;

namespace PrivacyCrm.Core.Tests.Records;

public sealed class IdSourceTests
{
    [Fact]
    public void Ids_made_in_parallel_while_the_clock_stands_still_are_unique()
    {
        IdSource ids = new(new FrozenTime());
        ConcurrentBag<long> made = [];

        Parallel.For(0, 100_000, _ => made.Add(ids.Next()));

        Assert.Equal(100_000, made.Distinct().Count());
    }

    [Fact]
    public void Ids_grow()
    {
        FrozenTime time = new();
        IdSource ids = new(time);
        List<long> made = [];

        for (int index = 0; index < 10_000; index++)
        {
            made.Add(ids.Next());
            time.Advance(TimeSpan.FromMilliseconds((index % 5) - 2));
        }

        Assert.Equal(made.Order(), made);
        Assert.Equal(made.Count, made.Distinct().Count());
    }

    [Fact]
    public void Ids_grow_while_the_clock_goes_back()
    {
        FrozenTime time = new();
        IdSource ids = new(time);
        long before = ids.Next();

        time.Advance(TimeSpan.FromDays(-1));

        Assert.True(ids.Next() > before);
    }

    [Fact]
    public void Servers_with_numbers_less_than_1024_apart_never_make_the_same_id()
    {
        HashSet<long> made = [];
        FrozenTime time = new();

        foreach (int number in Enumerable.Range(500, 1024))
        {
            IdSource ids = new(time);
            ids.BecomeServer(number);
            Assert.True(made.Add(ids.Next()));
        }
    }

    [Fact]
    public void Later_ids_of_another_process_are_greater()
    {
        FrozenTime time = new();
        long before = new IdSource(time).Next();

        time.Advance(TimeSpan.FromMilliseconds(2));

        Assert.True(new IdSource(time).Next() > before);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(365 * 50)]
    public void Ids_have_eighteen_or_nineteen_digits(int days)
    {
        FrozenTime time = new();
        time.Advance(TimeSpan.FromDays(days));

        string id = RecordId.Format(new IdSource(time).Next());

        Assert.Matches("^[1-9][0-9]{17,18}$", id);
        Assert.NotNull(RecordId.Parse(id));
    }
}
