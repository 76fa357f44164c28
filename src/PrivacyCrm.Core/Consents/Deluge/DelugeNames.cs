namespace PrivacyCrm.Core.Consents.Deluge;

/// <summary>
/// Tells the objects handed to a script from variables of its own that have the same names: a name that was given a value is the script's own to
/// the end of the block, and so is what a loop goes through in its body.
/// </summary>
internal sealed class DelugeNames
{
    private static readonly HashSet<string> Objects = new(["user", "chat", "message", "location", "attachments", "mentions"], StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<string, int> _own = new(StringComparer.OrdinalIgnoreCase);
    private (string Name, int Depth)? _assigned;
    private string? _loop;
    private int _depth;

    /// <summary>The object that a word reads; null when it reads none.</summary>
    /// <param name="before">The piece before the word.</param>
    /// <param name="word">The word.</param>
    /// <param name="next">The piece after it.</param>
    /// <param name="second">The piece after that.</param>
    public string? Read(DelugeToken before, DelugeToken word, DelugeToken next, DelugeToken second)
    {
        if (!Objects.Contains(word.Text) || before.IsSign('.') || next.IsSign(':') || next.IsSign('('))
        {
            return null;
        }

        if (before.IsWord("each"))
        {
            _loop = word.Text;
            return null;
        }

        if (next.IsSign('=') && !second.IsSign('='))
        {
            _assigned = (word.Text, _depth);
            return null;
        }

        return _own.ContainsKey(word.Text) ? null : word.Text.ToLowerInvariant();
    }

    /// <summary>Follows blocks and the ends of statements.</summary>
    public void Follow(DelugeToken sign)
    {
        if (sign.IsSign('{'))
        {
            _depth++;
            Own(_loop);
            _loop = null;
        }
        else if (sign.IsSign('}'))
        {
            foreach (string name in _own.Where(one => one.Value == _depth).Select(one => one.Key).ToList())
            {
                _own.Remove(name);
            }

            _depth--;
            _assigned = _assigned?.Depth > _depth ? null : _assigned;
        }
        else if (sign.IsSign(';'))
        {
            // What stands right of an assignment was still the object.
            Own(_assigned?.Name);
            _assigned = null;
        }
    }

    private void Own(string? name)
    {
        if (name is not null)
        {
            _own.TryAdd(name, _depth);
        }
    }
}
