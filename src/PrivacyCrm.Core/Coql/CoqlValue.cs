namespace PrivacyCrm.Core.Coql;

/// <summary>A value as written.</summary>
/// <param name="Kind">Text, number, word or <c>${EMPTY}</c>.</param>
/// <param name="Text">The value, without quotes and escapes.</param>
public readonly record struct CoqlValue(CoqlTokenKind Kind, string Text)
{
    /// <summary>Stands for "no value", quoted or not.</summary>
    public const string Empty = "${EMPTY}";

    /// <summary>Gets a value indicating whether the bare word <c>null</c> is meant.</summary>
    public bool IsNull => Kind == CoqlTokenKind.Word && Text.Equals("null", StringComparison.OrdinalIgnoreCase);
}
