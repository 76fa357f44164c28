using PrivacyCrm.Core.Records.History;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Tests;

namespace PrivacyCrm.Core.Tests.Records.History;

public sealed class ChangeLogTests
{
    private static readonly Field First = A.Field.Text("First_Name") with { Number = 3 };
    private static readonly Field City = A.Field.Text("City") with { Number = 5 };
    private static readonly Field Full = A.Field.FullName() with { Number = 7 };
    private static readonly Field Modified = A.Field.RecordTime("Modified_Time") with { Number = 9 };
    private static readonly Module Leads = A.Module() with { Fields = [First, City, Full, Modified] };

    [Fact]
    public void Log_keeps_the_first_value_before_and_the_last_one_after()
    {
        ChangeLog log = new();
        log.Note(City, "\"Oslo\"");
        log.Note(City, "\"Rome\"");

        Assert.Equal("""{"5":["Oslo","Bern"]}""", log.ToJson(Leads, _ => "\"Bern\""));
    }

    [Fact]
    public void Value_that_stayed_is_noted_without_the_value()
    {
        ChangeLog log = new();
        log.Note(City, "\"Oslo\"");

        Assert.Equal("""{"5":0}""", log.ToJson(Leads, _ => "\"Oslo\""));
    }

    [Fact]
    public void Full_name_counts_when_a_part_was_written()
    {
        ChangeLog log = new();
        log.Note(Full, "\"A\"");
        Assert.True(log.IsEmpty);

        log.Note(First, null);

        Assert.Equal("""{"3":[null,"B"],"7":["A","B"]}""", log.ToJson(Leads, _ => "\"B\""));
    }

    [Fact]
    public void Times_of_the_record_are_not_noted()
    {
        ChangeLog log = new();
        log.Note(Modified, "\"2026-01-01T00:00:00Z\"");

        Assert.Null(log.ToJson(Leads, _ => null));
    }

    [Fact]
    public void Long_text_is_cut_between_characters()
    {
        ChangeLog log = new();
        log.Note(City, null);

        Assert.Equal($$"""{"5":[null,"{{new string('a', 999)}}"]}""", log.ToJson(Leads, _ => $"\"{new string('a', 999)}\U0001F600 and more\""));
    }
}
