using System.Collections.Immutable;
using PrivacyCrm.Core.Errors;

namespace PrivacyCrm.Core.Coql;

/// <summary>Reads the clauses of a query in one pass, without going back.</summary>
public sealed class CoqlParser
{
    /// <summary>The greatest length of a query.</summary>
    public const int MaximumLength = 32_000;

    private readonly CoqlPieces _pieces;

    private CoqlParser(CoqlPieces pieces) => _pieces = pieces;

    /// <summary>Reads a query.</summary>
    /// <param name="text">The query.</param>
    /// <returns>The query, or the refusal that tells the place.</returns>
    public static Result<CoqlQuery> Parse(string text) => Parse(text, out _);

    /// <summary>Reads a query and tells how many characters were looked at.</summary>
    /// <param name="text">The query.</param>
    /// <param name="steps">The number of characters.</param>
    /// <returns>The query, or the refusal.</returns>
    internal static Result<CoqlQuery> Parse(string text, out int steps)
    {
        ArgumentNullException.ThrowIfNull(text);
        steps = 0;
        if (text.Length > MaximumLength)
        {
            return CrmErrors.Coql.TooMany("select_query", MaximumLength);
        }

        CoqlPieces pieces = new(text);
        CoqlQuery? query = new CoqlParser(pieces).Query();
        steps = pieces.Steps;
        return query is not null ? query : pieces.Error!;
    }

    private CoqlQuery? Query()
    {
        if (!_pieces.Take("select"))
        {
            bool isCut = _pieces.Current.IsReserved || _pieces.Current.Kind == CoqlTokenKind.End;
            _pieces.Refuse(isCut ? CrmErrors.Coql.MissingClause("select") : CrmErrors.Coql.NotSupported());
            return null;
        }

        ImmutableArray<CoqlSelected> columns = List(Column);
        if (columns.IsEmpty || !TakeClause("from"))
        {
            return null;
        }

        string? module = _pieces.Name();
        string? view = module is not null && _pieces.TakeSign("#") ? View() : null;
        if (_pieces.Error is not null || !TakeClause("where"))
        {
            return null;
        }

        CoqlCondition? where = new CoqlConditions(_pieces).Read();
        if (where is null)
        {
            return null;
        }

        CoqlQuery query = Rest(new CoqlQuery { Columns = columns, Module = module!, View = view, Where = where });
        return _pieces.Error is null && _pieces.IsAtEnd() ? query : null;
    }

    private CoqlQuery Rest(CoqlQuery query)
    {
        if (_pieces.Error is null && _pieces.Take("group"))
        {
            query = query with { GroupBy = _pieces.Expect("by") ? List(_pieces.Name) : [] };
        }

        if (_pieces.Error is null && _pieces.Take("order"))
        {
            query = query with { OrderBy = _pieces.Expect("by") ? List(Order) : [] };
        }

        if (_pieces.Error is null && _pieces.Take("limit"))
        {
            string? first = Number();
            string? second = _pieces.Error is null && _pieces.TakeSign(",") ? Number() : null;
            query = second is not null ? query with { Limit = second, Offset = first } : query with { Limit = first };
            if (second is null && _pieces.Error is null && _pieces.Take("offset"))
            {
                query = query with { Offset = Number() };
            }
        }

        return query;
    }

    // A clause that is left out is named; anything else in its place is told where it stands.
    private bool TakeClause(string clause)
    {
        if (_pieces.Take(clause))
        {
            return true;
        }

        CoqlToken found = _pieces.Current;
        bool isLeftOut = found.Kind == CoqlTokenKind.End || found.Is("where") || found.Is("group") || found.Is("order") || found.Is("limit");
        if (isLeftOut)
        {
            _pieces.Refuse(CrmErrors.Coql.MissingClause(clause));
        }
        else
        {
            _pieces.RefuseToken();
        }

        return false;
    }

    private string? View()
    {
        if (_pieces.Current.Kind is CoqlTokenKind.Number or CoqlTokenKind.Word)
        {
            return _pieces.Move().Text;
        }

        _pieces.RefuseToken();
        return null;
    }

    // Whether it is one is decided with the other names: the refusal of a limit quotes it.
    private string? Number()
    {
        if (_pieces.Current.Kind is CoqlTokenKind.Number or CoqlTokenKind.Word or CoqlTokenKind.Text && !_pieces.Current.IsReserved)
        {
            return _pieces.Move().Text;
        }

        _pieces.RefuseToken();
        return null;
    }

    private CoqlSelected? Column()
    {
        CoqlSelected? column = _pieces.Current.Kind == CoqlTokenKind.Text ? QuotedColumn() : Named();
        if (column is null || !_pieces.Take("as"))
        {
            return column;
        }

        if (_pieces.Current.Kind == CoqlTokenKind.Text)
        {
            return column with { Alias = _pieces.Move().Text };
        }

        return _pieces.Name() is { } alias ? column with { Alias = alias } : null;
    }

    // Quotes stand around a whole column; what they hold is read as if they were not there.
    private CoqlSelected? QuotedColumn()
    {
        CoqlToken quoted = _pieces.Current;
        if (quoted.Text.Contains("->", StringComparison.Ordinal))
        {
            _pieces.Refuse(CrmErrors.Coql.NotSupported());
            return null;
        }

        CoqlPieces inside = new(quoted.Text);
        CoqlSelected? column = new CoqlParser(inside).Named();
        _pieces.StepsInside += inside.Steps;
        if (column is null || !inside.IsAtEnd())
        {
            _pieces.RefuseToken();
            return null;
        }

        _pieces.Move();
        return column;
    }

    private CoqlSelected? Named()
    {
        if (_pieces.Name() is not { } name)
        {
            return null;
        }

        if (!_pieces.TakeSign("("))
        {
            return new CoqlSelected(null, name, null);
        }

        return _pieces.Name() is { } column && _pieces.ExpectSign(")") ? new CoqlSelected(name, column, null) : null;
    }

    private CoqlOrder? Order()
    {
        string? column = _pieces.Current.Kind == CoqlTokenKind.Text ? _pieces.Move().Text : Named()?.Name;
        if (column is null)
        {
            return null;
        }

        bool isDescending = _pieces.Take("desc");
        if (!isDescending)
        {
            _pieces.Take("asc");
        }

        return new CoqlOrder(column, isDescending);
    }

    private ImmutableArray<T> List<T>(Func<T?> read)
        where T : class
    {
        ImmutableArray<T>.Builder items = ImmutableArray.CreateBuilder<T>();
        do
        {
            if (read() is not { } item)
            {
                return [];
            }

            items.Add(item);
        }
        while (_pieces.TakeSign(","));
        return items.ToImmutable();
    }
}
