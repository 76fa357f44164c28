using FsCheck;
using FsCheck.Fluent;
using PrivacyCrm.Core.Criteria;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Tests.Support;

namespace PrivacyCrm.Core.Tests.Criteria;

public sealed class CriteriaParserTests
{
    [Theory]
    [InlineData("(Last_Name:equals:Burns)", "(Last_Name:equals:Burns)")]
    [InlineData("Last_Name:equals:Burns", "(Last_Name:equals:Burns)")]
    [InlineData("  (a:equals:b)  ", "(a:equals:b)")]
    [InlineData("( a : equals :b)", "(a:equals:b)")]
    [InlineData("(a:equals:)", "(a:equals:)")]
    [InlineData("(a:in:1,2,3)", "(a:in:1,2,3)")]
    [InlineData("(a:equals:2026-03-14T10:00:00+01:00)", "(a:equals:2026-03-14T10:00:00+01:00)")]
    [InlineData("(a:equals:and)", "(a:equals:and)")]
    [InlineData("(and:or:and)", "(and:or:and)")]
    [InlineData("(a:equals:b)and(c:equals:d)", "((a:equals:b)and(c:equals:d))")]
    [InlineData("(a:equals:b) and (c:equals:d)", "((a:equals:b)and(c:equals:d))")]
    [InlineData("(a:equals:b)\tor\n(c:equals:d)", "((a:equals:b)or(c:equals:d))")]
    [InlineData("((a:equals:b)and(c:equals:d))", "((a:equals:b)and(c:equals:d))")]
    [InlineData("( (a:equals:b) and (c:equals:d) )", "((a:equals:b)and(c:equals:d))")]
    [InlineData("((a:equals:b))", "(a:equals:b)")]
    [InlineData("(((a:equals:b)))", "(a:equals:b)")]
    [InlineData("(a:x:1)and(b:x:2)or(c:x:3)", "(((a:x:1)and(b:x:2))or(c:x:3))")]
    [InlineData("(a:x:1)or(b:x:2)and(c:x:3)", "(((a:x:1)or(b:x:2))and(c:x:3))")]
    [InlineData("(a:x:1)or((b:x:2)and(c:x:3))", "((a:x:1)or((b:x:2)and(c:x:3)))")]
    [InlineData("((a:x:1)and(b:x:2))or((c:x:3)and(d:x:4))", "(((a:x:1)and(b:x:2))or((c:x:3)and(d:x:4)))")]
    [InlineData("(名前:equals:中)", "(名前:equals:中)")]
    public void Criteria_are_read(string text, string printed) => Assert.Equal(printed, Printing.Print(CriteriaParser.Parse(text).ShouldBeValue()));

    [Theory]
    [InlineData(@"(a:equals:\(b\))", @"\(b\)")]
    [InlineData(@"(a:equals:K\\)", @"K\\")]
    [InlineData(@"(a:equals:Burns\,B)", @"Burns\,B")]
    [InlineData(@"(a:equals:a\b)", @"a\b")]
    [InlineData(@"(a:equals:\\\))", @"\\\)")]
    [InlineData("(a:equals: b )", " b ")]
    [InlineData("a:equals:b)", "b)")]
    [InlineData("a:equals:(b", "(b")]
    [InlineData("a:equals:b:c", "b:c")]
    [InlineData(@"a:equals:b\", @"b\")]
    public void Value_stays_as_written(string text, string value)
    {
        CriteriaNode node = CriteriaParser.Parse(text).ShouldBeValue();

        Assert.Equal(value, Assert.IsType<CriteriaNode.Condition>(node).Value);
    }

    [Theory]
    [InlineData("^")]
    [InlineData("   ^")]
    [InlineData("^Burns")]
    [InlineData("a:^equals")]
    [InlineData("(^)")]
    [InlineData("(^:equals:b)")]
    [InlineData("(a:^)")]
    [InlineData("(a:^equals)")]
    [InlineData("(^a)")]
    [InlineData("(a:equals:b^")]
    [InlineData("((a:equals:b)^")]
    [InlineData("(a:equals:b)^)")]
    [InlineData("(a:equals:b)^x")]
    [InlineData("(a:equals:b)^(c:equals:d)")]
    [InlineData("(a:equals:b)and^")]
    [InlineData("(a:equals:b)and^x")]
    [InlineData("(a:equals:b)and^or(c:equals:d)")]
    [InlineData("(a:equals:b) ^AND (c:equals:d)")]
    [InlineData("(a:equals:b) ^xor (c:equals:d)")]
    [InlineData("(a:equals:b^(c))")]
    [InlineData("((a:equals:b)and^)")]
    [InlineData("(^and(a:equals:b))")]
    [InlineData(@"(a:equals:b\)^")]
    [InlineData("(^a(b:c:d):equals:x)")]
    [InlineData("^:equals:b")]
    [InlineData("^)a:equals:b")]
    public void Broken_criteria_are_refused_at_the_place(string marked)
    {
        string text = marked.Replace("^", string.Empty, StringComparison.Ordinal);

        CrmError error = CriteriaParser.Parse(text).ShouldBeRefused();

        int place = marked.IndexOf('^', StringComparison.Ordinal);
        Assert.Equal(
            $$$"""{"code":"INVALID_QUERY","details":{"reason":"invalid criteria","position":{{{place}}}},"message":"Invalid query formed","status":"error"}""",
            Results.Body(error));
    }

    [Fact]
    public void Fifteen_conditions_are_read() => Assert.IsType<CriteriaNode.Pair>(CriteriaParser.Parse(Chain(15)).ShouldBeValue());

    [Theory]
    [InlineData(16)]
    [InlineData(1_000)]
    public void More_conditions_are_refused(int count)
    {
        CrmError error = CriteriaParser.Parse(Chain(count)).ShouldBeRefused();

        Assert.Equal(
            """{"code":"CRITERIA_LIMIT_EXCEEDED","details":{},"message":"no of criterium that can be given exceed the limit 15","status":"error"}""",
            Results.Body(error));
    }

    [Fact]
    public void Thirty_two_brackets_around_a_condition_are_read() =>
        Assert.IsType<CriteriaNode.Condition>(CriteriaParser.Parse(Wrapped("(a:equals:b)", CriteriaParser.MaximumDepth)).ShouldBeValue());

    [Theory]
    [InlineData(CriteriaParser.MaximumDepth + 1)]
    [InlineData(1_000)]
    [InlineData(50_000)]
    public void Deeper_brackets_are_refused(int depth) =>
        Assert.Equal("INVALID_QUERY", CriteriaParser.Parse(Wrapped("(a:equals:b)", depth)).ShouldBeRefused().Code);

    [Theory]
    [InlineData("(")]
    [InlineData(")")]
    [InlineData(":")]
    [InlineData("\\")]
    [InlineData(" ")]
    [InlineData("a")]
    [InlineData("(a:equals:b)")]
    [InlineData("(a:equals:b)and")]
    [InlineData("(a:equals:b) or ")]
    [InlineData("(a:")]
    [InlineData("((a:equals:b)")]
    [InlineData("a:equals:b")]
    [InlineData("(a:equals:\\(")]
    public void Hostile_text_is_answered(string part)
    {
        string text = string.Concat(Enumerable.Repeat(part, 100_000 / part.Length));

        bool isRead = CriteriaParser.Parse(text).TryGet(out CriteriaNode? node, out CrmError? error);

        Assert.True(isRead ? node is CriteriaNode.Condition : error is { Status: 400 });
    }

    [Fact]
    public void Any_text_is_answered() =>
        Prop.ForAll(Texts.Hostile.ToArbitrary(), text => CriteriaParser.Parse(text).TryGet(out CriteriaNode? _, out CrmError? error) || error.Status == 400)
            .Check(Quickly.Thousand);

    [Fact]
    public void Place_of_a_refusal_lies_in_the_text() =>
        Prop.ForAll(
            Texts.Hostile.ToArbitrary(),
            text => CriteriaParser.Parse(text).TryGet(out CriteriaNode? _, out CrmError? error)
                || error.Code == "CRITERIA_LIMIT_EXCEEDED"
                || (error.Details.Find("position") is int position && position >= 0 && position <= text.Length))
            .Check(Quickly.Thousand);

    [Fact]
    public void Printing_and_parsing_are_inverse() =>
        Prop.ForAll(Nodes(3).ToArbitrary(), node => CriteriaParser.Parse(Printing.Print(node)).TryGet(out CriteriaNode? read, out CrmError? _) && read == node)
            .Check(Quickly.Thousand);

    [Fact]
    public void Parsing_what_was_printed_changes_nothing() =>
        Prop.ForAll(
            Texts.Hostile.ToArbitrary(),
            text => !CriteriaParser.Parse(text).TryGet(out CriteriaNode? node, out CrmError? _)
                || node is CriteriaNode.Condition
                || CriteriaParser.Parse(Printing.Print(node)).ShouldBeValue() == node)
            .Check(Quickly.Thousand);

    private static string Chain(int count) => string.Join("and", Enumerable.Range(0, count).Select(number => $"(a:equals:{number})"));

    private static string Wrapped(string text, int depth) => new string('(', depth) + text + new string(')', depth);

    private static Gen<CriteriaNode> Nodes(int depth) => depth == 0
        ? Conditions
        : Gen.OneOf(
            Conditions,
            from isAnd in Gen.Elements(true, false)
            from left in Nodes(depth - 1)
            from right in Nodes(depth - 1)
            select (CriteriaNode)new CriteriaNode.Pair(isAnd, left, right));

    private static Gen<CriteriaNode> Conditions { get; } =
        from name in Gen.Elements("Last_Name", "and", "or", "a", "名前", "$x", "a b")
        from criteriaOperator in Gen.Elements("equals", "in", "between", "nonsense")
        from value in Texts.Hostile
        select (CriteriaNode)new CriteriaNode.Condition(name, criteriaOperator, Printing.Escape(value));
}
