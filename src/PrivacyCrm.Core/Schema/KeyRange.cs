namespace PrivacyCrm.Core.Schema;

/// <summary>The keys a written value stands for: one, or a range such as a whole day.</summary>
/// <param name="Low">The first key.</param>
/// <param name="High">The last key.</param>
public readonly record struct KeyRange(string Low, string High)
{
    /// <summary>Gets a value indicating whether exactly one key is meant.</summary>
    public bool IsPoint => Low == High;

    /// <summary>One key as a range.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The range.</returns>
    public static KeyRange Point(string key) => new(key, key);
}
