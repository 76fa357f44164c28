using System.Text;

namespace PrivacyCrm.Core.Coql;

/// <summary>Cuts a query into pieces, from left to right and never back.</summary>
internal sealed class CoqlTokenizer(string text)
{
    private const string Empty = "${EMPTY}";

    private int _position;

    /// <summary>Gets how many characters were looked at, which shows that the work grows with the text and no faster.</summary>
    public int Steps { get; private set; }

    /// <summary>The next piece.</summary>
    public CoqlToken Next()
    {
        while (_position < text.Length && char.IsWhiteSpace(text[_position]))
        {
            Move();
        }

        if (_position >= text.Length)
        {
            return new CoqlToken(CoqlTokenKind.End, string.Empty, text.Length);
        }

        int start = _position;
        char first = text[start];
        return first switch
        {
            '\'' => Quoted(start),
            '(' or ')' or ',' or '#' => Take(CoqlTokenKind.Sign, start, 1),
            '=' or '!' or '<' or '>' => Run(CoqlTokenKind.Sign, start, unit => unit is '=' or '!' or '<' or '>'),
            '$' when text.AsSpan(start).StartsWith(Empty, StringComparison.Ordinal) => Take(CoqlTokenKind.Empty, start, Empty.Length),
            '-' or '+' when start + 1 < text.Length && char.IsAsciiDigit(text[start + 1]) => Run(CoqlTokenKind.Number, start, IsInNumber),
            _ when char.IsAsciiDigit(first) => Run(CoqlTokenKind.Number, start, IsInNumber),
            _ when char.IsLetter(first) || first == '_' => Run(CoqlTokenKind.Word, start, unit => char.IsLetterOrDigit(unit) || unit is '_' or '.'),
            _ => Take(CoqlTokenKind.Unknown, start, char.IsHighSurrogate(first) && start + 1 < text.Length ? 2 : 1),
        };
    }

    // Dates and date-times may stand without quotes as well.
    private static bool IsInNumber(char unit) => char.IsAsciiLetterOrDigit(unit) || unit is '.' or '+' or '-' or ':' or '_';

    private CoqlToken Run(CoqlTokenKind kind, int start, Func<char, bool> belongs)
    {
        Move();
        while (_position < text.Length && belongs(text[_position]))
        {
            Move();
        }

        return new CoqlToken(kind, text[start.._position], start);
    }

    private CoqlToken Take(CoqlTokenKind kind, int start, int length)
    {
        for (int taken = 0; taken < length; taken++)
        {
            Move();
        }

        return new CoqlToken(kind, text[start.._position], start);
    }

    private CoqlToken Quoted(int start)
    {
        StringBuilder content = new();
        Move();
        while (_position < text.Length)
        {
            char unit = text[_position];
            Move();
            if (unit == '\'')
            {
                return new CoqlToken(CoqlTokenKind.Text, content.ToString(), start);
            }

            if (unit == '\\' && _position < text.Length && text[_position] is '\'' or '\\')
            {
                unit = text[_position];
                Move();
            }

            content.Append(unit);
        }

        return new CoqlToken(CoqlTokenKind.Unknown, "'", start);
    }

    private void Move()
    {
        _position++;
        Steps++;
    }
}
