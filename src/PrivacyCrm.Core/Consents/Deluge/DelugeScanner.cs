using System.Collections.Immutable;

namespace PrivacyCrm.Core.Consents.Deluge;

/// <summary>Reads a script and tells what it touches, in one pass: objects by their names, tasks and requests by their calls.</summary>
public sealed class DelugeScanner
{
    // Below "zoho", but no services of others.
    private static readonly HashSet<string> NoServices =
        new(["currentdate", "currenttime", "loginuser", "loginuserid", "adminuser", "adminuserid", "appname", "appuri", "ipaddress", "device", "encryption"], StringComparer.OrdinalIgnoreCase);

    private readonly List<DelugeToken> _tokens;
    private readonly Dictionary<string, DerivedAccess> _found = new(StringComparer.Ordinal);
    private readonly Stack<DelugeBracket> _brackets = new([new DelugeBracket(call: null, line: 1)]);
    private readonly DelugeNames _names = new();

    private DelugeScanner(string script) => _tokens = new DelugeTokenizer(script).All();

    /// <summary>Derives the accesses of a script.</summary>
    /// <param name="script">The script.</param>
    /// <returns>The accesses, each once, in the order of the script.</returns>
    public static ImmutableArray<DerivedAccess> Scan(string script)
    {
        ArgumentNullException.ThrowIfNull(script);
        DelugeScanner scanner = new(script);
        scanner.Walk();
        return [.. scanner._found.Values.OrderBy(access => access.Line)];
    }

    private DelugeToken At(int index) => index >= 0 && index < _tokens.Count ? _tokens[index] : _tokens[^1];

    private void Walk()
    {
        for (int index = 0; index < _tokens.Count; index++)
        {
            DelugeToken token = _tokens[index];
            if (token.Kind == DelugeTokenKind.Word && !At(index - 1).IsSign('.') && CallAt(index) is { } call)
            {
                _brackets.Peek().Take(token);
                _brackets.Push(new DelugeBracket(call.Name, token.Line));
                index = call.Bracket;
            }
            else
            {
                Step(index, token);
            }
        }

        // Of a call without an end as much is told as there is.
        while (_brackets.Count > 1)
        {
            Close();
        }
    }

    private void Step(int index, DelugeToken token)
    {
        _names.Follow(token);
        if (token.Kind == DelugeTokenKind.Sign && token.Text[0] is ')' or ']' or '}')
        {
            if (_brackets.Count > 1)
            {
                Close();
            }

            return;
        }

        if (_brackets.Peek().IsNamed && token.Kind == DelugeTokenKind.Word && At(index + 1).IsSign(':'))
        {
            _brackets.Peek().Name(token.Text);
        }
        else if (!(_brackets.Peek().IsNamed && token.IsSign(':')))
        {
            _brackets.Peek().Take(token);
        }

        if (token.Kind == DelugeTokenKind.Word && ObjectAt(index, token) is { } name)
        {
            Add(new DerivedAccess("object", name, Connection: null, token.Line));
        }

        if (token.Kind == DelugeTokenKind.Sign && token.Text[0] is '(' or '[' or '{')
        {
            _brackets.Push(new DelugeBracket(call: null, token.Line));
        }
    }

    private string? ObjectAt(int index, DelugeToken token)
    {
        bool isWhoCalls = token.IsWord("zoho") && At(index + 1).IsSign('.') && (At(index + 2).IsWord("loginuser") || At(index + 2).IsWord("loginuserid"));
        return isWhoCalls ? "user" : _names.Read(At(index - 1), token, At(index + 1), At(index + 2));
    }

    // The call that begins with a word, and its bracket.
    private (string Name, int Bracket)? CallAt(int index)
    {
        DelugeToken next = At(index + 1);
        if (next.IsSign('[') && _tokens[index].IsWord(DelugeBracket.InvokeUrl))
        {
            return (DelugeBracket.InvokeUrl, index + 1);
        }

        if (next.IsSign('('))
        {
            return _tokens[index].IsWord(DelugeBracket.GetUrl) ? (DelugeBracket.GetUrl, index + 1)
                : _tokens[index].IsWord(DelugeBracket.PostUrl) ? (DelugeBracket.PostUrl, index + 1)
                : null;
        }

        return _tokens[index].IsWord("zoho") ? TaskAt(index) : null;
    }

    private (string Name, int Bracket)? TaskAt(int index)
    {
        int end = index + 1;
        while (At(end).IsSign('.') && At(end + 1).Kind == DelugeTokenKind.Word)
        {
            end += 2;
        }

        bool isTask = At(end).IsSign('(') && end - index >= 5 && !NoServices.Contains(At(index + 2).Text);
        return isTask ? (string.Join('.', _tokens[index..end].Where(token => token.Kind == DelugeTokenKind.Word).Select((token, part) => part == 0 ? "zoho" : token.Text)), end) : null;
    }

    private void Close()
    {
        if (_brackets.Pop().Access() is { } access)
        {
            Add(access);
        }
    }

    private void Add(DerivedAccess access)
    {
        if (!_found.TryGetValue(access.Key, out DerivedAccess? known) || access.Line < known.Line)
        {
            _found[access.Key] = access;
        }
    }
}
