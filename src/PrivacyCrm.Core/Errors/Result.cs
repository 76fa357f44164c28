using System.Diagnostics.CodeAnalysis;

namespace PrivacyCrm.Core.Errors;

/// <summary>A value, or the refusal that stands in its place.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
public readonly struct Result<T>
{
    private readonly T? _value;
    private readonly CrmError? _error;

    private Result(T? value, CrmError? error)
    {
        _value = value;
        _error = error;
    }

    /// <summary>A value is a result.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator Result<T>(T value) => new(value, null);

    /// <summary>A refusal is a result.</summary>
    /// <param name="error">The refusal.</param>
    public static implicit operator Result<T>(CrmError error) => new(default, error);

    /// <summary>Tells which of the two it is.</summary>
    /// <param name="value">The value, when true is returned.</param>
    /// <param name="error">The refusal, when false is returned.</param>
    /// <returns>True for a value.</returns>
    public bool TryGet([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out CrmError? error)
    {
        value = _value;
        error = _error;
        return error is null;
    }
}
