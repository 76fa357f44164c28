using PrivacyCrm.Core.Errors;

namespace PrivacyCrm.Core.Criteria;

/// <summary>
/// Reads the criteria grammar in one pass, without going back:
/// <c>expr = term { ("and"|"or") term }</c>, <c>term = "(" name ":" op ":" value ")" | "(" expr ")"</c>. Chains group from the left.
/// </summary>
public ref struct CriteriaParser
{
    /// <summary>The greatest number of conditions.</summary>
    public const int MaximumConditions = 15;

    /// <summary>The greatest depth of brackets: enough for any 15 conditions, too little for the stack to notice.</summary>
    public const int MaximumDepth = 32;

    private readonly ReadOnlySpan<char> _text;
    private int _position;
    private int _conditions;

    private CriteriaParser(ReadOnlySpan<char> text) => _text = text;

    /// <summary>Reads criteria.</summary>
    /// <param name="text">The text, URL-decoded.</param>
    /// <returns>The criteria, or the refusal that tells the place.</returns>
    public static Result<CriteriaNode> Parse(string text)
    {
        CriteriaParser parser = new(text);
        parser.SkipSpace();

        // The original's samples also write a single condition without brackets.
        CriteriaNode? node = parser.Peek() == '(' ? parser.Expression(0) : parser.Condition(isBare: true);
        parser.SkipSpace();
        if (parser._conditions > MaximumConditions)
        {
            return CrmErrors.Search.TooManyConditions();
        }

        return node is not null && parser._position == text.Length ? node : CrmErrors.Search.InvalidCriteria(parser._position);
    }

    private CriteriaNode? Expression(int depth)
    {
        CriteriaNode? left = Term(depth);
        while (left is not null)
        {
            SkipSpace();
            bool isAnd = Take("and");
            if (!isAnd && !Take("or"))
            {
                return left;
            }

            SkipSpace();
            CriteriaNode? right = Term(depth);
            left = right is null ? null : new CriteriaNode.Pair(isAnd, left, right);
        }

        return null;
    }

    private CriteriaNode? Term(int depth)
    {
        if (depth > MaximumDepth || !Take("("))
        {
            return null;
        }

        SkipSpace();
        CriteriaNode? inner = Peek() == '(' ? Expression(depth + 1) : Condition(isBare: false);
        SkipSpace();
        return inner is not null && Take(")") ? inner : null;
    }

    private CriteriaNode.Condition? Condition(bool isBare)
    {
        if (Word() is not { } name || Word() is not { } criteriaOperator)
        {
            return null;
        }

        int start = _position;
        while (_position < _text.Length && (isBare || _text[_position] != ')'))
        {
            if (!isBare && _text[_position] == '(')
            {
                return null;
            }

            _position += IsEscape() ? 2 : 1;
        }

        _conditions++;
        return new CriteriaNode.Condition(name, criteriaOperator, _text[start.._position].ToString());
    }

    /// <summary>Reads up to the next colon and over it.</summary>
    private string? Word()
    {
        int start = _position;
        int length = _text[start..].IndexOfAny(':', '(', ')');
        if (length < 1 || _text[start + length] != ':')
        {
            return null;
        }

        _position = start + length + 1;
        return _text.Slice(start, length).Trim().ToString();
    }

    private readonly bool IsEscape() =>
        _text[_position] == '\\' && _position + 1 < _text.Length && CriteriaValues.IsEscapable(_text[_position + 1]);

    private readonly char Peek() => _position < _text.Length ? _text[_position] : '\0';

    private void SkipSpace()
    {
        while (_position < _text.Length && char.IsWhiteSpace(_text[_position]))
        {
            _position++;
        }
    }

    private bool Take(ReadOnlySpan<char> expected)
    {
        if (!_text[_position..].StartsWith(expected, StringComparison.Ordinal))
        {
            return false;
        }

        _position += expected.Length;
        return true;
    }
}
