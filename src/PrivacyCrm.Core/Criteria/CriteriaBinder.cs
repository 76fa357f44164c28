using System.Collections.Immutable;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Privacy;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Schema.Types;

namespace PrivacyCrm.Core.Criteria;

/// <summary>Finds the names of criteria in metadata and their values in the types, or tells the first thing that is wrong.</summary>
/// <param name="module">The module searched.</param>
/// <param name="organization">Its organization.</param>
/// <param name="access">What may be used.</param>
public sealed class CriteriaBinder(Module module, Organization organization, FieldAccess access)
{
    private const int MaximumListLength = 100;

    /// <summary>Binds criteria. A restricted field anywhere is told before anything else, so that no value is looked at.</summary>
    /// <param name="node">The criteria as written.</param>
    /// <returns>The bound criteria, or the refusal.</returns>
    public Result<Criterion> Bind(CriteriaNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        return FirstRestricted(node) is { } field ? CrmErrors.Search.RestrictedField(field.ApiName) : BindNode(node);
    }

    private Field? FirstRestricted(CriteriaNode node) => node switch
    {
        CriteriaNode.Pair pair => FirstRestricted(pair.Left) ?? FirstRestricted(pair.Right),
        CriteriaNode.Condition condition when module.Find(condition.Name) is { } field && !access.Allows(field, FieldUse.Filter) => field,
        _ => null,
    };

    private Result<Criterion> BindNode(CriteriaNode node)
    {
        if (node is CriteriaNode.Condition condition)
        {
            return BindCondition(condition);
        }

        CriteriaNode.Pair pair = (CriteriaNode.Pair)node;
        if (!BindNode(pair.Left).TryGet(out Criterion? left, out CrmError? error) || !BindNode(pair.Right).TryGet(out Criterion? right, out error))
        {
            return error;
        }

        return pair.IsAnd ? new Criterion.And(left, right) : new Criterion.Or(left, right);
    }

    private Result<Criterion> BindCondition(CriteriaNode.Condition condition)
    {
        Field? field = module.Find(condition.Name);
        // Metadata call some long texts not filterable, which is about views: search knows operators for them.
        if (field is null || field.Type.Operators.IsEmpty || (field.Slot is null && field.Type.Key != KeyKind.Column))
        {
            return CrmErrors.Search.FieldNotSearchable(condition.Name);
        }

        CriteriaOperator? criteriaOperator = field.Type.Operators.FirstOrDefault(known => known.Name == condition.Operator);
        if (criteriaOperator is null)
        {
            return CrmErrors.Search.InvalidOperator(field.ApiName, condition.Operator);
        }

        ImmutableArray<string> values = criteriaOperator.MaximumValues > 1
            ? CriteriaValues.Many(condition.Value)
            : [CriteriaValues.One(condition.Value)];
        return values.Length > MaximumListLength
            ? CrmErrors.Search.TooManyValues(field.ApiName)
            : BindValues(field, criteriaOperator, values, condition.Value);
    }

    private Result<Criterion> BindValues(Field field, CriteriaOperator criteriaOperator, ImmutableArray<string> values, string written)
    {
        if (values.Length < criteriaOperator.MinimumValues || values.Length > criteriaOperator.MaximumValues || values.Any(value => value.Length == 0 || value.Contains('\0', StringComparison.Ordinal)))
        {
            return CrmErrors.Search.WrongNumberOfValues(field.ApiName, written);
        }

        if (values[0] == CriteriaValues.Empty && criteriaOperator.Test is KeyTest.Equal or KeyTest.NotEqual)
        {
            return new Criterion.Compare(field, new KeyComparison(criteriaOperator.Test == KeyTest.Equal ? KeyTest.Empty : KeyTest.NotEmpty, []));
        }

        return field.Type switch
        {
            RecordLookupType => BindReference(field, criteriaOperator, values),
            UserReferenceType => BindUsers(field, criteriaOperator, values),
            _ => BindKeys(field, criteriaOperator, values),
        };
    }

    private Result<Criterion> BindKeys(Field field, CriteriaOperator criteriaOperator, ImmutableArray<string> values)
    {
        ImmutableArray<KeyRange>.Builder ranges = ImmutableArray.CreateBuilder<KeyRange>(values.Length);
        foreach (string value in values)
        {
            if (field.Type.ParseKey(value, field, organization) is not { } range)
            {
                return CrmErrors.Search.InvalidValue(field.ApiName, field.Type.ExpectedName, value);
            }

            ranges.Add(range);
        }

        return new Criterion.Compare(field, field.Type.Compare(criteriaOperator, ranges.MoveToImmutable()));
    }

    private Result<Criterion> BindReference(Field field, CriteriaOperator criteriaOperator, ImmutableArray<string> values)
    {
        Module? target = organization.FindModule(field.LookupModule);
        Field? name = target?.Find(target.DisplayField);
        return target is null || name?.Slot is null
            ? CrmErrors.Search.FieldNotSearchable(field.ApiName)
            : new Criterion.Refers(
                field,
                target,
                name,
                [.. values.Select(Keys.Fold)],
                [.. values.Where(value => RecordId.Parse(value) is not null)],
                criteriaOperator.Test == KeyTest.NotEqual);
    }

    private Result<Criterion> BindUsers(Field field, CriteriaOperator criteriaOperator, ImmutableArray<string> values)
    {
        ImmutableArray<string> ids =
        [
            .. organization.Users
                .Where(user => values.Any(value => string.Equals(value, user.FullName, StringComparison.OrdinalIgnoreCase) || value == RecordId.Format(user.Id)))
                .Select(user => RecordId.Format(user.Id)),
        ];
        return new Criterion.Compare(field, new KeyComparison(criteriaOperator.Test == KeyTest.NotEqual ? KeyTest.NoneOf : KeyTest.OneOf, ids));
    }
}
