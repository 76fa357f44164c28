namespace PrivacyCrm.Core.Consents.Deluge;

/// <summary>
/// What can be told of a value without running the script: the text it is, or the text it begins with. Two values beside each other are no
/// expression, so a word after a text begins something else.
/// </summary>
internal sealed class DelugeValue
{
    private bool _isClosed;
    private bool _isUnknown;
    private string? _text;

    /// <summary>Gets the text that the value is; null when it is something else.</summary>
    public string? Whole => IsPrefix ? null : Start;

    /// <summary>Gets the text that the value is or begins with; null when it begins with something else.</summary>
    public string? Start => _isUnknown ? null : _text;

    /// <summary>Gets a value indicating whether something is added to the text.</summary>
    public bool IsPrefix { get; private set; }

    /// <summary>Gets the one word that the value is; null when it is something else.</summary>
    public string? Word { get; private set; }

    /// <summary>Takes the next piece of the value.</summary>
    public void Take(DelugeToken token)
    {
        if (_isClosed || _isUnknown || IsPrefix)
        {
            return;
        }

        if (_text is null)
        {
            _text = token.Kind == DelugeTokenKind.Text ? token.Text : null;
            Word = token.Kind == DelugeTokenKind.Word ? token.Text : null;
            _isUnknown = _text is null;
            return;
        }

        IsPrefix = token.IsSign('+');
        _isClosed = token.Kind == DelugeTokenKind.Word;
        _isUnknown = !IsPrefix && !_isClosed;
    }
}
