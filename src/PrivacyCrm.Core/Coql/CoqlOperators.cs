using System.Collections.Immutable;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Schema.Types;

namespace PrivacyCrm.Core.Coql;

/// <summary>The operators, and which data types have them.</summary>
public static class CoqlOperators
{
    /// <summary>The value is this one.</summary>
    public static readonly CoqlOperator Equal = new("=", CoqlOperatorKind.Equal, KeyTest.Equal);

    /// <summary>The value is another one, or there is none.</summary>
    public static readonly CoqlOperator NotEqual = new("!=", CoqlOperatorKind.Choice, KeyTest.NotEqual);

    /// <summary>The value is one of a list.</summary>
    public static readonly CoqlOperator In = new("in", CoqlOperatorKind.Choice, KeyTest.OneOf);

    /// <summary>The value is none of a list, or there is none.</summary>
    public static readonly CoqlOperator NotIn = new("not in", CoqlOperatorKind.Choice, KeyTest.NoneOf);

    /// <summary>The value fits a pattern.</summary>
    public static readonly CoqlOperator Like = new("like", CoqlOperatorKind.Pattern);

    /// <summary>The value does not contain a text, or there is none.</summary>
    public static readonly CoqlOperator NotLike = new("not like", CoqlOperatorKind.Pattern);

    /// <summary>There is no value.</summary>
    public static readonly CoqlOperator IsNull = new("is null", CoqlOperatorKind.Null, KeyTest.Empty);

    /// <summary>There is a value.</summary>
    public static readonly CoqlOperator IsNotNull = new("is not null", CoqlOperatorKind.Null, KeyTest.NotEmpty);

    /// <summary>The value lies between two, both included.</summary>
    public static readonly CoqlOperator Between = new("between", CoqlOperatorKind.Order, KeyTest.Between);

    /// <summary>The value lies outside two, or there is none.</summary>
    public static readonly CoqlOperator NotBetween = new("not between", CoqlOperatorKind.Order, KeyTest.NotBetween);

    /// <summary>All operators.</summary>
    public static readonly ImmutableArray<CoqlOperator> All =
    [
        Equal,
        NotEqual,
        In,
        NotIn,
        Like,
        NotLike,
        IsNull,
        IsNotNull,
        new(">", CoqlOperatorKind.Order, KeyTest.Greater),
        new(">=", CoqlOperatorKind.Order, KeyTest.GreaterOrEqual),
        new("<", CoqlOperatorKind.Order, KeyTest.Less),
        new("<=", CoqlOperatorKind.Order, KeyTest.LessOrEqual),
        Between,
        NotBetween,
    ];

    /// <summary>Finds an operator by its name.</summary>
    /// <param name="name">The name, in any case.</param>
    /// <returns>The operator, or null.</returns>
    public static CoqlOperator? Find(string name) => All.FirstOrDefault(one => one.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Tells whether a data type has an operator.</summary>
    /// <param name="type">The type.</param>
    /// <param name="one">The operator.</param>
    /// <returns>True when it has.</returns>
    public static bool Has(FieldType type, CoqlOperator one)
    {
        ArgumentNullException.ThrowIfNull(one);
        return one.Kind switch
        {
            CoqlOperatorKind.Equal => true,
            CoqlOperatorKind.Pattern => type is TextLikeType or PicklistType or MultiSelectPicklistType or AutoNumberType or FullNameType,
            CoqlOperatorKind.Order => type is NumberLikeType or DateType or DateTimeType or RecordIdType,
            _ => type is not BooleanType,
        };
    }
}
