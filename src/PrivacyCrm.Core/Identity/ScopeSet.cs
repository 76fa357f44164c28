using System.Collections.Immutable;

namespace PrivacyCrm.Core.Identity;

/// <summary>The scopes of a token, such as <c>ZohoCRM.modules.leads.READ</c>; compared without case.</summary>
public sealed class ScopeSet
{
    private readonly ImmutableArray<string[]> _granted;

    /// <summary>Initializes a new instance of the <see cref="ScopeSet"/> class.</summary>
    /// <param name="scopes">Scopes separated by commas or spaces.</param>
    public ScopeSet(string scopes)
    {
        ArgumentNullException.ThrowIfNull(scopes);
        Text = string.Join(' ', scopes.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.OrdinalIgnoreCase));
        _granted = [.. Text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(scope => scope.Split('.'))];
    }

    /// <summary>Gets the scopes, separated by spaces.</summary>
    public string Text { get; }

    /// <summary>Tells whether every scope has the form of one.</summary>
    /// <returns>True for one or more scopes of two parts at least.</returns>
    public bool IsWellFormed() => _granted.Length > 0 && _granted.All(parts => parts.Length is >= 2 and <= 4 && parts.All(part => part.Length > 0));

    /// <summary>Tells whether the scopes cover a required one: a shorter scope covers the longer ones below it, ALL covers every operation.</summary>
    /// <param name="required">Such as <c>ZohoCRM.settings.fields.READ</c>.</param>
    /// <returns>True when they do.</returns>
    public bool Covers(string required)
    {
        ArgumentNullException.ThrowIfNull(required);
        string[] wanted = required.Split('.');
        return _granted.Any(granted => Covers(granted, wanted));
    }

    /// <summary>Tells whether everything another set covers is covered as well.</summary>
    /// <param name="other">The other set.</param>
    /// <returns>True when it is.</returns>
    public bool CoversAll(ScopeSet other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return other._granted.All(wanted => _granted.Any(granted => Covers(granted, wanted)));
    }

    private static bool Covers(string[] granted, string[] wanted)
    {
        if (granted.Length > wanted.Length)
        {
            return false;
        }

        for (int index = 0; index < granted.Length - 1; index++)
        {
            if (!Same(granted[index], wanted[index]))
            {
                return false;
            }
        }

        string operation = granted[^1];
        return Same(operation, "ALL")
            || Same(operation, wanted[^1])
            || (Same(operation, "WRITE") && (Same(wanted[^1], "CREATE") || Same(wanted[^1], "UPDATE")));
    }

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
