namespace PrivacyCrm.Core.Schema;

/// <summary>How a stored key is compared. A record without a key passes only the tests that say so.</summary>
public enum KeyTest
{
    /// <summary>The key is the value.</summary>
    Equal,

    /// <summary>The key is not the value, or there is none.</summary>
    NotEqual,

    /// <summary>The value occurs in the key.</summary>
    Contains,

    /// <summary>The value does not occur in the key, or there is none.</summary>
    NotContains,

    /// <summary>The key begins with the value.</summary>
    StartsWith,

    /// <summary>The key ends with the value.</summary>
    EndsWith,

    /// <summary>The key is one of the values.</summary>
    OneOf,

    /// <summary>The key is none of the values, or there is none.</summary>
    NoneOf,

    /// <summary>One of the values occurs in the key.</summary>
    ContainsOneOf,

    /// <summary>The key comes after the value.</summary>
    Greater,

    /// <summary>The key is the value or comes after it.</summary>
    GreaterOrEqual,

    /// <summary>The key comes before the value.</summary>
    Less,

    /// <summary>The key is the value or comes before it.</summary>
    LessOrEqual,

    /// <summary>The key is one of the two values or between them.</summary>
    Between,

    /// <summary>The key lies outside two values, or there is none.</summary>
    NotBetween,

    /// <summary>The key lies in one of several ranges, each given by two values.</summary>
    BetweenOneOf,

    /// <summary>There is no key.</summary>
    Empty,

    /// <summary>There is a key.</summary>
    NotEmpty,
}
