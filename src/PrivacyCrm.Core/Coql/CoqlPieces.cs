using PrivacyCrm.Core.Errors;

namespace PrivacyCrm.Core.Coql;

/// <summary>Walks over the pieces of a query, one ahead, and keeps the first refusal.</summary>
internal sealed class CoqlPieces
{
    private readonly string _text;
    private readonly CoqlTokenizer _tokens;
    private CoqlToken _last = new(CoqlTokenKind.End, string.Empty, 0);

    public CoqlPieces(string text)
    {
        _text = text;
        _tokens = new CoqlTokenizer(text);
        Current = _tokens.Next();
    }

    /// <summary>Gets the piece that comes next.</summary>
    public CoqlToken Current { get; private set; }

    /// <summary>Gets why the query is refused, or null.</summary>
    public CrmError? Error { get; private set; }

    /// <summary>Gets how many characters were looked at.</summary>
    public int Steps => _tokens.Steps + StepsInside;

    /// <summary>Gets or sets how many of them were looked at once more, inside quotes.</summary>
    public int StepsInside { get; set; }

    /// <summary>Takes the next piece, whatever it is.</summary>
    public CoqlToken Move()
    {
        _last = Current;
        Current = _tokens.Next();
        return _last;
    }

    /// <summary>Takes a keyword when it comes next.</summary>
    public bool Take(string keyword)
    {
        bool isNext = Current.Is(keyword);
        if (isNext)
        {
            Move();
        }

        return isNext;
    }

    /// <summary>Takes a sign when it comes next.</summary>
    public bool TakeSign(string sign)
    {
        bool isNext = Current.IsSign(sign);
        if (isNext)
        {
            Move();
        }

        return isNext;
    }

    /// <summary>Takes a keyword that has to come next.</summary>
    public bool Expect(string keyword)
    {
        bool isTaken = Take(keyword);
        if (!isTaken)
        {
            RefuseToken();
        }

        return isTaken;
    }

    /// <summary>Takes a sign that has to come next.</summary>
    public bool ExpectSign(string sign)
    {
        bool isTaken = TakeSign(sign);
        if (!isTaken)
        {
            RefuseToken();
        }

        return isTaken;
    }

    /// <summary>Takes the name of a column or module; an exclamation mark before it names the module of the query.</summary>
    public string? Name()
    {
        string mark = TakeSign("!") ? "!" : string.Empty;
        if (Current.Kind == CoqlTokenKind.Word && !Current.IsReserved)
        {
            return mark + Move().Text;
        }

        RefuseToken();
        return null;
    }

    /// <summary>Tells whether nothing is left; what is left is refused.</summary>
    public bool IsAtEnd()
    {
        if (Error is null && Current.Kind != CoqlTokenKind.End)
        {
            RefuseToken();
        }

        return Error is null;
    }

    /// <summary>Refuses the query; the first refusal counts.</summary>
    public void Refuse(CrmError error) => Error ??= error;

    /// <summary>Refuses the next piece by its place; an end too early by the piece before it.</summary>
    public void RefuseToken()
    {
        if (Current.Kind == CoqlTokenKind.End)
        {
            Refuse(CrmErrors.Coql.Unparsable(_last.Near));
            return;
        }

        ReadOnlySpan<char> before = _text.AsSpan(0, Current.Start);
        Refuse(CrmErrors.Coql.UnexpectedToken(before.Count('\n') + 1, before.Length - (before.LastIndexOf('\n') + 1), Current.Near));
    }
}
