using FsCheck;
using FsCheck.Fluent;
using PrivacyCrm.Core.Coql;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Tests.Support;

namespace PrivacyCrm.Core.Tests.Coql;

public sealed class CoqlParserTests
{
    [Theory]
    [InlineData("select a from M where b = 'c'", "select a from M where b = 'c'")]
    [InlineData("SELECT a FROM M WHERE b IS NOT NULL", "select a from M where b is not null")]
    [InlineData("  select\n a ,\tb from M where c is null ", "select a, b from M where c is null")]
    [InlineData("select a.b, a.b.c from M where a.b.c != 5", "select a.b, a.b.c from M where a.b.c != 5")]
    [InlineData("select !M.a from M where !M.b = 1", "select !M.a from M where !M.b = 1")]
    [InlineData("select 'a' as 'the a', 'b.c' AS bc from M where d = e", "select a as 'the a', b.c as 'bc' from M where d = e")]
    [InlineData("select SUM(a), 'MAX( b )' as top, other(c) from M where d = true", "select SUM(a), MAX(b) as 'top', other(c) from M where d = true")]
    [InlineData("select a from M#4150868000001234 where b = null", "select a from M#4150868000001234 where b = null")]
    [InlineData("select a from M where (((b = 'c')))", "select a from M where b = 'c'")]
    [InlineData("select a from M where b = 1 and c = 2", "select a from M where (b = 1 and c = 2)")]
    [InlineData("select a from M where ((b = 1 or c = 2) AND d > -3.5)", "select a from M where ((b = 1 or c = 2) and d > -3.5)")]
    [InlineData("select a from M where b between 1 and 2 and c not between 'd' and 'e'", "select a from M where (b between 1 and 2 and c not between 'd' and 'e')")]
    [InlineData("select a from M where b in('x','y') or c not in (1)", "select a from M where (b in ('x', 'y') or c not in (1))")]
    [InlineData("select a from M where b like '%x' and c NOT LIKE '%y%'", "select a from M where (b like '%x' and c not like '%y%')")]
    [InlineData("select a from M where b>=1 and c<=2", "select a from M where (b >= 1 and c <= 2)")]
    [InlineData("select a from M where b = '${EMPTY}' or c != ${EMPTY}", "select a from M where (b = '${EMPTY}' or c != ${EMPTY})")]
    [InlineData("select a from M where b > 2026-03-14T10:00:00+01:00", "select a from M where b > 2026-03-14T10:00:00+01:00")]
    [InlineData(@"select a from M where b = 'O\'Neil \\ \x'", @"select a from M where b = 'O\'Neil \\ \\x'")]
    [InlineData("select a from M where b = '' group by c, d.e", "select a from M where b = '' group by c, d.e")]
    [InlineData("select a from M where b = 1 order by c, d DESC, 'the a' asc, SUM(e) desc", "select a from M where b = 1 order by c asc, d desc, 'the a' asc, SUM(e) desc")]
    [InlineData("select a from M where b = 1 limit 5 offset 10", "select a from M where b = 1 limit 5 offset 10")]
    [InlineData("select a from M where b = 1 limit 10, 5", "select a from M where b = 1 limit 5 offset 10")]
    [InlineData("select a from M where b = 1 limit s", "select a from M where b = 1 limit s")]
    [InlineData("select 名前 from M where 名前 = '中'", "select 名前 from M where 名前 = '中'")]
    [InlineData("select as from M where and = or", "select as from M where and = or")]
    public void Query_is_read(string text, string printed) => Assert.Equal(printed, CoqlPrinting.Print(CoqlParser.Parse(text).ShouldBeValue()));

    [Theory]
    [InlineData("select ^from M where a = 1")]
    [InlineData("select Company,^FROM M where a = 1")]
    [InlineData("select ^* from M where a = 1")]
    [InlineData("select a ^b from M where a = 1")]
    [InlineData("select a, ^'b c' from M where a = 1")]
    [InlineData("select a as ^5 from M where a = 1")]
    [InlineData("select SUM(^) from M where a = 1")]
    [InlineData("select SUM(a ^b) from M where a = 1")]
    [InlineData("select a from ^'M' where a = 1")]
    [InlineData("select a from M ^N where a = 1")]
    [InlineData("select a from M# ^(1) where a = 1")]
    [InlineData("select a from M where ^= 1")]
    [InlineData("select a from M where a ^'1'")]
    [InlineData("select a from M where a ^and b = 1")]
    [InlineData("select a from M where a = and ^b = 1")]
    [InlineData("select a from M where a = ^)")]
    [InlineData("select a from M where a = ^limit")]
    [InlineData("select a from M where (a = 1 ^limit 5")]
    [InlineData("select a from M where a = 1^)")]
    [InlineData("select a from M where a = 1 ^1")]
    [InlineData("select a from M where a in ^1")]
    [InlineData("select a from M where a in (^)")]
    [InlineData("select a from M where a in (1 ^2)")]
    [InlineData("select a from M where a between 1 ^or 2")]
    [InlineData("select a from M where a = ^'open")]
    [InlineData("select a from M where a = 1 group ^a")]
    [InlineData("select a from M where a = 1 order by ^limit 5")]
    [InlineData("select a from M where a = 1 limit ^(5)")]
    [InlineData("select a from M where a = 1 limit 5 ^order by a")]
    [InlineData("select a from M where a = 1^;")]
    [InlineData("select a\nfrom M\nwhere a = 1\n  and ^;")]
    public void Wrong_word_is_refused_at_its_place(string marked)
    {
        string text = marked.Replace("^", string.Empty, StringComparison.Ordinal);

        CrmError error = CoqlParser.Parse(text).ShouldBeRefused();

        string before = marked[..marked.IndexOf('^', StringComparison.Ordinal)];
        Assert.Equal("unexpected token", error.Message);
        Assert.Equal((before.Count(unit => unit == '\n') + 1, before.Length - (before.LastIndexOf('\n') + 1)), ((int)error.Details.Find("line")!, (int)error.Details.Find("column")!));
        Assert.StartsWith((string)error.Details.Find("near")!, text[before.Length..], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "missing clause", """{"clause":"select"}""")]
    [InlineData("from M where a = 1", "missing clause", """{"clause":"select"}""")]
    [InlineData("select a", "missing clause", """{"clause":"from"}""")]
    [InlineData("select a where b = 1", "missing clause", """{"clause":"from"}""")]
    [InlineData("select a from M", "missing clause", """{"clause":"where"}""")]
    [InlineData("select a from M limit 5", "missing clause", """{"clause":"where"}""")]
    [InlineData("select a from M order by b", "missing clause", """{"clause":"where"}""")]
    [InlineData("update M set a = 1", "given coql query not supported", "{}")]
    [InlineData("'select'", "given coql query not supported", "{}")]
    [InlineData("select 'What_Id->Leads.Last_Name' from Events where id is not null", "given coql query not supported", "{}")]
    [InlineData("select a from M where b in (select c from N where d = 1)", "given coql query not supported", "{}")]
    [InlineData("select", "error occured while parsing the query", """{"near":"select"}""")]
    [InlineData("select a from", "error occured while parsing the query", """{"near":"from"}""")]
    [InlineData("select a from M where", "error occured while parsing the query", """{"near":"where"}""")]
    [InlineData("select a from M where b", "error occured while parsing the query", """{"near":"b"}""")]
    [InlineData("select a from M where b =", "error occured while parsing the query", """{"near":"="}""")]
    [InlineData("select a from M where b is", "error occured while parsing the query", """{"near":"is"}""")]
    [InlineData("select a from M where (b = 'secret'", "error occured while parsing the query", """{"near":"'"}""")]
    [InlineData("select a from M where b = 1 and c = 2 and d = 3", "error occured while parsing the query", """{"near":"and"}""")]
    [InlineData("select a from M where (b = 1 and c = 2 Or d = 3)", "error occured while parsing the query", """{"near":"Or"}""")]
    [InlineData("select a from M where b = 1 limit", "error occured while parsing the query", """{"near":"limit"}""")]
    [InlineData("select a from M where b not 'x'", "operator not supported", """{"operator":"not"}""")]
    [InlineData("select a from M where b not is null", "operator not supported", """{"operator":"not"}""")]
    [InlineData("select a from M where b is 'x'", "operator not supported", """{"operator":"is"}""")]
    [InlineData("select a from M where b is not 'x'", "operator not supported", """{"operator":"is not"}""")]
    [InlineData("select a from M where b contains 'x'", "operator not supported", """{"operator":"contains"}""")]
    [InlineData("select a from M where b <> 'x'", "operator not supported", """{"operator":"<>"}""")]
    [InlineData("select a from M where b == 'x'", "operator not supported", """{"operator":"=="}""")]
    public void Wrong_form_is_refused(string text, string message, string details)
    {
        CrmError error = CoqlParser.Parse(text).ShouldBeRefused();

        Assert.Equal($$"""{"code":"SYNTAX_ERROR","details":{{details}},"message":"{{message}}","status":"error"}""", Results.Body(error));
    }

    [Fact]
    public void Fifty_conditions_are_read() => Assert.IsType<CoqlCondition.Pair>(CoqlParser.Parse(Nested(50)).ShouldBeValue().Where);

    [Theory]
    [InlineData(51, "where", 50)]
    [InlineData(70, "brackets", 64)]
    [InlineData(900, "brackets", 64)]
    public void More_conditions_are_refused(int count, string by, int limit) => Assert.Equal(
        $$$"""{"code":"LIMIT_EXCEEDED","details":{"by":"{{{by}}}","limit":{{{limit}}}},"message":"limit exceeded","status":"error"}""",
        Results.Body(CoqlParser.Parse(Nested(count)).ShouldBeRefused()));

    [Fact]
    public void Longer_text_is_refused() => Assert.Equal(
        """{"code":"LIMIT_EXCEEDED","details":{"by":"select_query","limit":32000},"message":"limit exceeded","status":"error"}""",
        Results.Body(CoqlParser.Parse($"select a from M where b = '{new string('x', 32_000)}'").ShouldBeRefused()));

    [Theory]
    [InlineData("(")]
    [InlineData("'")]
    [InlineData(@"\'")]
    [InlineData("a.")]
    [InlineData("a ")]
    [InlineData("a,")]
    [InlineData("=")]
    [InlineData("!")]
    [InlineData("not ")]
    [InlineData("1")]
    [InlineData("\n")]
    [InlineData("'a' as 'b',")]
    [InlineData("SUM(a),")]
    public void Every_character_is_looked_at_twice_at_most(string part)
    {
        foreach (string start in new[] { string.Empty, "select ", "select a from M where ", "select a from M where b in (", "select a from M where b = '", "select a from M where b = 1 order by " })
        {
            string text = start + string.Concat(Enumerable.Repeat(part, (CoqlParser.MaximumLength - start.Length) / part.Length));

            CoqlParser.Parse(text, out int steps);

            Assert.InRange(steps, 0, 2 * text.Length);
        }
    }

    [Fact]
    public void Any_text_is_answered() =>
        Prop.ForAll(Texts.Hostile.ToArbitrary(), text => IsAnswered(text) && IsAnswered($"select {text}") && IsAnswered($"select a from M where {text}") && IsAnswered($"select a from M where b = '{text}"))
            .Check(Quickly.Thousand);

    [Fact]
    public void Printing_and_parsing_are_inverse() =>
        Prop.ForAll(
            Queries.ToArbitrary(),
            query => CoqlParser.Parse(CoqlPrinting.Print(query)).TryGet(out CoqlQuery? read, out CrmError? _) && Same(query, read))
            .Check(Quickly.Thousand);

    private static bool Same(CoqlQuery left, CoqlQuery right) =>
        left.Columns.SequenceEqual(right.Columns) && left.Module == right.Module && left.View == right.View && left.Where == right.Where
        && left.GroupBy.SequenceEqual(right.GroupBy) && left.OrderBy.SequenceEqual(right.OrderBy) && (left.Limit, left.Offset) == (right.Limit, right.Offset);

    private static bool IsAnswered(string text) => CoqlParser.Parse(text).TryGet(out CoqlQuery? _, out CrmError? error) || error.Status == 400;

    private static string Nested(int count) => $"select a from M where {new string('(', count - 1)}a = 0{string.Concat(Enumerable.Range(1, count - 1).Select(number => $" and a = {number})"))}";

    private static Gen<string> Names { get; } = Gen.Elements("Last_Name", "a", "a.b", "A.b.c", "名前", "!M.a", "and", "not", "id", "desc2");

    private static Gen<CoqlValue> Values { get; } = Gen.OneOf(
        Texts.Hostile.Select(text => new CoqlValue(CoqlTokenKind.Text, text)),
        Gen.Elements("0", "-1", "2.50", "1e5", "2026-03-14", "12abc").Select(text => new CoqlValue(CoqlTokenKind.Number, text)),
        Gen.Elements("true", "null", "Word").Select(text => new CoqlValue(CoqlTokenKind.Word, text)),
        Gen.Constant(new CoqlValue(CoqlTokenKind.Empty, CoqlValue.Empty)));

    private static Gen<CoqlCondition> Compares { get; } =
        from column in Names
        from one in Gen.Elements(CoqlOperators.All.ToArray())
        from count in Gen.Choose(1, 4)
        from values in Values.ArrayOf(one.Kind == CoqlOperatorKind.Null ? 0 : one.Name is "in" or "not in" ? count : one.Name is "between" or "not between" ? 2 : 1)
        select (CoqlCondition)new CoqlCondition.Compare(column, one, [.. values]);

    private static Gen<CoqlSelected> Columns { get; } =
        from function in Gen.Elements(null, null, "SUM", "Anything")
        from name in Names
        from alias in Gen.OneOf(Gen.Constant<string?>(null), Texts.Hostile.Select(text => (string?)text))
        select new CoqlSelected(function, name, alias);

    private static Gen<CoqlQuery> Queries { get; } =
        from columns in Columns.NonEmptyListOf()
        from view in Gen.Elements(null, "12345")
        from condition in Conditions(4)
        from groups in Names.ListOf()
        from orders in (from column in Names from isDescending in Gen.Elements(true, false) select new CoqlOrder(column, isDescending)).ListOf()
        from limit in Gen.Elements(null, "1", "200")
        from offset in Gen.Elements(null, "0", "17")
        select new CoqlQuery
        {
            Columns = [.. columns],
            Module = "M",
            View = view,
            Where = condition,
            GroupBy = [.. groups],
            OrderBy = [.. orders.Where(order => !order.Column.StartsWith("a(", StringComparison.Ordinal))],
            Limit = limit,
            Offset = limit is null ? null : offset,
        };

    private static Gen<CoqlCondition> Conditions(int depth) => depth == 0
        ? Compares
        : Gen.OneOf(
            Compares,
            from isAnd in Gen.Elements(true, false)
            from left in Conditions(depth - 1)
            from right in Conditions(depth - 1)
            select (CoqlCondition)new CoqlCondition.Pair(isAnd, left, right));
}
