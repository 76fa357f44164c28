namespace PrivacyCrm.Core.Coql;

/// <summary>Operators that data types have together.</summary>
public enum CoqlOperatorKind
{
    /// <summary><c>=</c>, which every type has.</summary>
    Equal,

    /// <summary><c>!=</c>, <c>in</c>, <c>not in</c>: every type but booleans.</summary>
    Choice,

    /// <summary><c>is null</c> and <c>is not null</c>: every type but booleans.</summary>
    Null,

    /// <summary><c>like</c> and <c>not like</c>: texts and picklists.</summary>
    Pattern,

    /// <summary>Greater, less and between: numbers and dates.</summary>
    Order,
}
