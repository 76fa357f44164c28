using System.Text;

namespace PrivacyCrm.Core.Consents.Deluge;

/// <summary>Cuts a script into pieces, from left to right and never back. Comments and white space are no pieces.</summary>
internal sealed class DelugeTokenizer(string script)
{
    // Quotes and comments without an end: what follows is read as code, so that nothing hides behind them, and no second search is made.
    private readonly HashSet<char> _endless = [];
    private int _position;
    private int _line = 1;

    /// <summary>Gets how many characters were looked at, which shows that the work grows with the script and no faster.</summary>
    public int Steps { get; private set; }

    /// <summary>The pieces, the end among them.</summary>
    public List<DelugeToken> All()
    {
        List<DelugeToken> all = [];
        do
        {
            all.Add(Next());
        }
        while (all[^1].Kind != DelugeTokenKind.End);
        return all;
    }

    private DelugeToken Next()
    {
        SkipWhatIsNoCode();
        if (_position >= script.Length)
        {
            return new DelugeToken(DelugeTokenKind.End, string.Empty, _line);
        }

        int line = _line;
        char first = script[_position];
        if (first is '"' or '\'' && Quoted(first) is { } text)
        {
            return new DelugeToken(DelugeTokenKind.Text, text, line);
        }

        int start = _position;
        MoveTo(_position + 1);
        if (!IsInWord(first))
        {
            return new DelugeToken(DelugeTokenKind.Sign, first.ToString(), line);
        }

        while (_position < script.Length && IsInWord(script[_position]))
        {
            MoveTo(_position + 1);
        }

        return new DelugeToken(DelugeTokenKind.Word, script[start.._position], line);
    }

    private void SkipWhatIsNoCode()
    {
        while (_position < script.Length)
        {
            if (char.IsWhiteSpace(script[_position]))
            {
                MoveTo(_position + 1);
            }
            else if (StartsWith("//"))
            {
                MoveTo(EndOf("\n") ?? script.Length);
            }
            else if (StartsWith("/*") && !_endless.Contains('*') && EndOf("*/") is { } end)
            {
                MoveTo(end);
            }
            else
            {
                if (StartsWith("/*"))
                {
                    _endless.Add('*');
                }

                return;
            }
        }
    }

    private static bool IsInWord(char unit) => char.IsLetterOrDigit(unit) || unit == '_';

    private bool StartsWith(string start) => script.AsSpan(_position).StartsWith(start, StringComparison.Ordinal);

    // Where what begins here with two characters ends.
    private int? EndOf(string end)
    {
        int found = script.IndexOf(end, _position + 2, StringComparison.Ordinal);
        Steps += (found < 0 ? script.Length : found) - _position;
        return found < 0 ? null : found + end.Length;
    }

    private string? Quoted(char quote)
    {
        if (_endless.Contains(quote))
        {
            return null;
        }

        StringBuilder content = new();
        for (int index = _position + 1; index < script.Length; index++)
        {
            Steps++;
            if (script[index] == quote)
            {
                MoveTo(index + 1);
                return content.ToString();
            }

            if (script[index] == '\\' && index + 1 < script.Length)
            {
                index++;
            }

            content.Append(script[index]);
        }

        _endless.Add(quote);
        return null;
    }

    private void MoveTo(int position)
    {
        while (_position < position)
        {
            _line += script[_position] == '\n' ? 1 : 0;
            _position++;
            Steps++;
        }
    }
}
