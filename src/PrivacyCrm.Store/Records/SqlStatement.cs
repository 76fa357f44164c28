using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace PrivacyCrm.Store.Records;

/// <summary>A statement being written. Its text is made of our own names only; whatever comes from outside is one of its values.</summary>
internal sealed partial class SqlStatement
{
    // Most statements fit.
    private const int UsualLength = 512;

    private readonly List<object> _values = [];
    private readonly string? _whole;
    private StringBuilder? _text;

    /// <summary>Initializes a new instance of the <see cref="SqlStatement"/> class without text.</summary>
    public SqlStatement()
    {
    }

    /// <summary>Initializes a new instance of the <see cref="SqlStatement"/> class that is whole.</summary>
    /// <param name="text">The text.</param>
    /// <param name="values">Its values.</param>
    public SqlStatement(string text, params ReadOnlySpan<object> values)
    {
        _whole = text;
        _values.AddRange(values);
    }

    /// <summary>Gets the values, the first of which is <c>$1</c> in the text.</summary>
    public IReadOnlyList<object> Values => _values;

    /// <summary>Adds text of our own.</summary>
    public SqlStatement Add(string text)
    {
        Written().Append(text);
        return this;
    }

    /// <summary>Adds a value. Databases see its place only.</summary>
    public SqlStatement AddValue(object value)
    {
        _values.Add(value);
        Written().Append('$').Append(_values.Count.ToString(CultureInfo.InvariantCulture));
        return this;
    }

    /// <summary>Adds parts with something between them.</summary>
    public SqlStatement AddEach<T>(IEnumerable<T> parts, string separator, Action<T> add)
    {
        bool isFirst = true;
        foreach (T part in parts)
        {
            Written().Append(isFirst ? string.Empty : separator);
            isFirst = false;
            add(part);
        }

        return this;
    }

    /// <summary>The text as EF Core takes it, which names parameters itself.</summary>
    public string ToFormat() => Places().Replace(ToString(), match => $"{{{int.Parse(match.ValueSpan[1..], CultureInfo.InvariantCulture) - 1}}}");

    /// <summary>The text.</summary>
    public override string ToString() => _text?.ToString() ?? _whole ?? string.Empty;

    private StringBuilder Written() => _text ??= new StringBuilder(_whole, UsualLength);

    [GeneratedRegex(@"\$[0-9]+", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Places();
}
