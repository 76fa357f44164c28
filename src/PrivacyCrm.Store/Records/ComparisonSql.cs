using System.Globalization;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Store.Providers;

namespace PrivacyCrm.Store.Records;

/// <summary>Writes comparisons of one column. A row without a key passes only the tests that say so.</summary>
/// <param name="sql">The statement.</param>
/// <param name="provider">The database.</param>
/// <param name="column">The column, a name of our own.</param>
/// <param name="isNumber">Whether it holds whole numbers, for which keys are their digits.</param>
internal sealed class ComparisonSql(SqlStatement sql, IStoreProvider provider, string column, bool isNumber)
{
    /// <summary>Adds a comparison.</summary>
    public void Add(KeyComparison comparison)
    {
        string first = comparison.Keys.FirstOrDefault(string.Empty);
        switch (comparison.Test)
        {
            case KeyTest.NotEqual:
                OrNone(() => Compare("<>", first));
                break;
            case KeyTest.Contains:
                provider.AddContains(sql, column, first);
                break;
            case KeyTest.NotContains:
                OrNone(() => Not(() => provider.AddContains(sql, column, first)));
                break;
            case KeyTest.StartsWith:
                AddStartsWith(first);
                break;
            case KeyTest.EndsWith:
                provider.AddEndsWith(sql, column, first);
                break;
            case KeyTest.OneOf:
                AddOneOf(comparison);
                break;
            case KeyTest.NoneOf:
                OrNone(() => Not(() => AddOneOf(comparison)));
                break;
            case KeyTest.ContainsOneOf:
                AnyOf(comparison.Keys, key => provider.AddContains(sql, column, key));
                break;
            case KeyTest.Between:
                AddBetween(first, comparison.Keys[1]);
                break;
            case KeyTest.NotBetween:
                OrNone(() => Not(() => AddBetween(first, comparison.Keys[1])));
                break;
            case KeyTest.BetweenOneOf:
                AnyOf(comparison.Keys.Chunk(2), pair => AddBetween(pair[0], pair[1]));
                break;
            case KeyTest.Empty:
                sql.Add($"{column} IS NULL");
                break;
            case KeyTest.NotEmpty:
                sql.Add($"{column} IS NOT NULL");
                break;
            default:
                Compare(SymbolOf(comparison.Test), first);
                break;
        }
    }

    private static string SymbolOf(KeyTest test) => test switch
    {
        KeyTest.Equal => "=",
        KeyTest.Greater => ">",
        KeyTest.GreaterOrEqual => ">=",
        KeyTest.Less => "<",
        KeyTest.LessOrEqual => "<=",
        _ => throw new InvalidOperationException("A comparison without translation."),
    };

    private object ValueOf(string key) => isNumber ? long.Parse(key, CultureInfo.InvariantCulture) : key;

    private void Compare(string test, string key) => sql.Add($"{column} {test} ").AddValue(ValueOf(key));

    private void AddBetween(string low, string high)
    {
        sql.Add("(");
        Compare(">=", low);
        sql.Add(" AND ");
        Compare("<=", high);
        sql.Add(")");
    }

    private void AddOneOf(KeyComparison comparison)
    {
        if (isNumber)
        {
            AnyOf(comparison.Keys, key => Compare("=", key));
        }
        else
        {
            provider.AddOneOf(sql, column, comparison.Keys);
        }
    }

    // A range, because a pattern that is a parameter cannot use an index.
    private void AddStartsWith(string prefix)
    {
        if (Keys.AfterPrefix(prefix) is not { } end)
        {
            Compare(">=", prefix);
            return;
        }

        sql.Add("(");
        Compare(">=", prefix);
        sql.Add(" AND ");
        Compare("<", end);
        sql.Add(")");
    }

    private void OrNone(Action condition)
    {
        sql.Add($"({column} IS NULL OR ");
        condition();
        sql.Add(")");
    }

    private void Not(Action condition)
    {
        sql.Add("NOT ");
        condition();
    }

    private void AnyOf<T>(IEnumerable<T> parts, Action<T> add) => sql.Add("(").AddEach(parts, " OR ", add).Add(")");
}
