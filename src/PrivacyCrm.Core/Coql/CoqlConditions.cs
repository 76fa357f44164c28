using System.Collections.Immutable;
using PrivacyCrm.Core.Errors;

namespace PrivacyCrm.Core.Coql;

/// <summary>
/// Reads a where clause: <c>cond = operand [("and"|"or") operand]</c>, <c>operand = "(" cond ")" | column op value</c>. More than two
/// conditions stand in brackets pair by pair, as the original demands.
/// </summary>
internal sealed class CoqlConditions(CoqlPieces pieces)
{
    /// <summary>The greatest number of conditions.</summary>
    public const int MaximumConditions = 50;

    /// <summary>The greatest depth of brackets: enough for any 50 conditions.</summary>
    public const int MaximumDepth = 64;

    private int _conditions;

    /// <summary>Reads the clause.</summary>
    public CoqlCondition? Read() => Condition(0);

    private CoqlCondition? Condition(int depth)
    {
        CoqlCondition? left = Operand(depth);
        bool isAnd = left is not null && pieces.Take("and");
        if (left is null || (!isAnd && !pieces.Take("or")))
        {
            return left;
        }

        CoqlCondition? right = Operand(depth);
        if (right is not null && (pieces.Current.Is("and") || pieces.Current.Is("or")))
        {
            pieces.Refuse(CrmErrors.Coql.Unparsable(pieces.Current.Near));
            return null;
        }

        return right is null ? null : new CoqlCondition.Pair(isAnd, left, right);
    }

    private CoqlCondition? Operand(int depth)
    {
        if (!pieces.TakeSign("("))
        {
            return Compare();
        }

        if (depth == MaximumDepth)
        {
            pieces.Refuse(CrmErrors.Coql.TooMany("brackets", MaximumDepth));
            return null;
        }

        CoqlCondition? inner = Condition(depth + 1);
        return inner is not null && pieces.ExpectSign(")") ? inner : null;
    }

    private CoqlCondition.Compare? Compare()
    {
        if (++_conditions > MaximumConditions)
        {
            pieces.Refuse(CrmErrors.Coql.TooMany("where", MaximumConditions));
            return null;
        }

        return pieces.Name() is { } column && Operator() is { } one && Values(one) is { } values
            ? new CoqlCondition.Compare(column, one, values)
            : null;
    }

    private CoqlOperator? Operator()
    {
        CoqlToken first = pieces.Current;
        if (first.Kind is not (CoqlTokenKind.Word or CoqlTokenKind.Sign) || first.IsReserved || first.Is("and") || first.Is("or")
            || (first.Kind == CoqlTokenKind.Sign && first.Text[0] is '(' or ')' or ',' or '#'))
        {
            pieces.RefuseToken();
            return null;
        }

        string name = pieces.Move().Text;
        if (first.Is("not") && pieces.Current.Kind == CoqlTokenKind.Word && CoqlOperators.Find($"not {pieces.Current.Text}") is { } negated)
        {
            pieces.Move();
            return negated;
        }

        if (first.Is("is"))
        {
            return NullTest();
        }

        CoqlOperator? found = CoqlOperators.Find(name);
        if (found is null)
        {
            pieces.Refuse(CrmErrors.Coql.UnknownOperator(name));
        }

        return found;
    }

    private CoqlOperator? NullTest()
    {
        CoqlOperator one = pieces.Take("not") ? CoqlOperators.IsNotNull : CoqlOperators.IsNull;
        if (pieces.Take("null"))
        {
            return one;
        }

        if (pieces.Current.Kind == CoqlTokenKind.End)
        {
            pieces.RefuseToken();
        }
        else
        {
            pieces.Refuse(CrmErrors.Coql.UnknownOperator(one == CoqlOperators.IsNull ? "is" : "is not"));
        }

        return null;
    }

    private ImmutableArray<CoqlValue>? Values(CoqlOperator one)
    {
        if (one.Kind == CoqlOperatorKind.Null)
        {
            return [];
        }

        if (one == CoqlOperators.In || one == CoqlOperators.NotIn)
        {
            return List();
        }

        if (Value() is not { } first)
        {
            return null;
        }

        if (one != CoqlOperators.Between && one != CoqlOperators.NotBetween)
        {
            return [first];
        }

        return pieces.Expect("and") && Value() is { } second ? [first, second] : null;
    }

    private ImmutableArray<CoqlValue>? List()
    {
        if (!pieces.ExpectSign("("))
        {
            return null;
        }

        ImmutableArray<CoqlValue>.Builder values = ImmutableArray.CreateBuilder<CoqlValue>();
        do
        {
            if (Value() is not { } value)
            {
                return null;
            }

            values.Add(value);
        }
        while (pieces.TakeSign(","));
        return pieces.ExpectSign(")") ? values.ToImmutable() : null;
    }

    private CoqlValue? Value()
    {
        CoqlToken token = pieces.Current;
        if (token.Is("select"))
        {
            // A query inside the query.
            pieces.Refuse(CrmErrors.Coql.NotSupported());
            return null;
        }

        if (token.Kind is CoqlTokenKind.Sign or CoqlTokenKind.Unknown or CoqlTokenKind.End || token.IsReserved)
        {
            pieces.RefuseToken();
            return null;
        }

        pieces.Move();
        return new CoqlValue(token.Kind, token.Text);
    }
}
