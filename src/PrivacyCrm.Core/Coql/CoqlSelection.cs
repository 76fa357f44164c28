using System.Collections.Immutable;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Schema.Types;

namespace PrivacyCrm.Core.Coql;

/// <summary>Reads the select clause: what the columns are and what they are called.</summary>
internal sealed class CoqlSelection(CoqlNames names, Module module, CoqlQuery query)
{
    private const string Id = "id";
    private const int MaximumColumns = 50;
    private const int MaximumMeasures = 5;

    private readonly CoqlSources _sources = new(module);
    private readonly List<CoqlColumn> _columns = [];
    private readonly List<CoqlMeasure> _measures = [];

    public ImmutableArray<CoqlSource> Sources => _sources.ToPlan();

    public ImmutableArray<CoqlColumn> Columns => [.. _columns];

    public ImmutableArray<CoqlMeasure> Measures => [.. _measures];

    /// <summary>Reads the clause.</summary>
    /// <returns>The refusal, or null.</returns>
    public CrmError? Read()
    {
        if (RefusalOfNames() is { } refused)
        {
            return refused;
        }

        foreach (CoqlSelected selected in query.Columns)
        {
            if (Add(selected) is { } wrong)
            {
                return wrong;
            }
        }

        // The id is always there, unless rows are groups.
        bool isMissing = _measures.Count == 0 && query.GroupBy.IsEmpty && _columns.TrueForAll(column => column.Name != Id);
        if (isMissing && names.Find(Id).TryGet(out CoqlPath? id, out _) && id is not null)
        {
            _columns.Add(_sources.Add(Id, id) with { IsAsked = false });
        }

        return null;
    }

    private CrmError? Add(CoqlSelected selected)
    {
        CoqlFunction? function = FunctionOf(selected.Function);
        if (selected.Function is not null && function is null)
        {
            return CrmErrors.Coql.UnsupportedFunction(selected.Name);
        }

        if (!names.Find(selected.Column).TryGet(out CoqlPath? path, out CrmError? error) && error is not null)
        {
            return error;
        }

        if (path is not { IsSeen: true } || path.Field.Type.IsLeftOutOfLists)
        {
            return CrmErrors.Coql.UnsupportedColumn(selected.Column);
        }

        CoqlColumn column = _sources.Add(selected.Alias ?? (selected.Function is null ? path.Name : $"{selected.Function}({path.Name})"), path);
        if (_columns.Exists(known => known.Name == column.Name))
        {
            return CrmErrors.Coql.DuplicateColumn(selected.Column);
        }

        if (function is { } one)
        {
            if (!Accepts(one, path))
            {
                return CrmErrors.Coql.UnsupportedFunction(selected.Name);
            }

            column = column with { Function = one, Measure = _measures.Count };
            _measures.Add(new CoqlMeasure(path, one));
        }

        _columns.Add(column);
        return null;
    }

    private CrmError? RefusalOfNames()
    {
        ImmutableArray<CoqlSelected> columns = query.Columns;
        if (columns.Length > MaximumColumns)
        {
            return CrmErrors.Coql.TooMany("select", MaximumColumns);
        }

        if (columns.Count(column => column.Function is not null) > MaximumMeasures)
        {
            return CrmErrors.Coql.TooMany("aggregate", MaximumMeasures);
        }

        return RefusalOfDuplicates(columns) ?? RefusalOfAliases(columns);
    }

    private static CrmError? RefusalOfDuplicates(ImmutableArray<CoqlSelected> columns)
    {
        HashSet<CoqlSelected> known = [];
        CoqlSelected? twice = columns.FirstOrDefault(column => !known.Add(column));
        return twice switch
        {
            null => null,
            { Function: { } function } => CrmErrors.Coql.DuplicateFunction(twice.Column, function),
            _ => CrmErrors.Coql.DuplicateColumn(twice.Column),
        };
    }

    private static CrmError? RefusalOfAliases(ImmutableArray<CoqlSelected> columns)
    {
        HashSet<string> plain = [Id, .. columns.Where(column => column.Alias is null).Select(column => column.Name)];
        foreach (CoqlSelected column in columns.Where(column => column.Alias is not null))
        {
            string alias = column.Alias!;
            if (string.IsNullOrWhiteSpace(alias))
            {
                return CrmErrors.Coql.EmptyAlias(column.Name);
            }

            string[] referred = [.. columns.Where(other => other.Alias == alias).Select(other => other.Name)];
            if (referred.Length > 1)
            {
                return CrmErrors.Coql.DuplicateAlias(referred, alias);
            }

            if (plain.Contains(alias))
            {
                return CrmErrors.Coql.AliasIsColumn(column.Name, alias);
            }
        }

        return null;
    }

    private static CoqlFunction? FunctionOf(string? name) => name switch
    {
        "SUM" => CoqlFunction.Sum,
        "MIN" => CoqlFunction.Min,
        "MAX" => CoqlFunction.Max,
        "AVG" => CoqlFunction.Avg,
        "COUNT" => CoqlFunction.Count,
        _ => null,
    };

    private static bool Accepts(CoqlFunction function, CoqlPath path) => function switch
    {
        CoqlFunction.Count => path.Sortable is not null,
        CoqlFunction.Sum or CoqlFunction.Avg => path.Sortable?.Type is NumberLikeType,
        _ => path.Sortable?.Type is NumberLikeType or DateType or DateTimeType,
    };
}
