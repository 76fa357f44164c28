using System.Collections.Immutable;
using PrivacyCrm.Core.Privacy;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Coql;

/// <summary>Collects which fields of which records the columns of a query need, each record and field once.</summary>
internal sealed class CoqlSources
{
    private readonly List<Building> _sources;

    public CoqlSources(Module module) => _sources = [new Building(module, 0, -1, -1, [])];

    /// <summary>Adds what a column needs.</summary>
    public CoqlColumn Add(string name, CoqlPath path)
    {
        int source = 0;
        foreach (CoqlJoin join in path.Joins)
        {
            source = Step(source, join);
        }

        return new CoqlColumn(name, path, source, Place(source, path.Field, path.Access.Allows(path.Field, FieldUse.Read)), path.Closed(FieldUse.Read) is null);
    }

    /// <summary>What was collected.</summary>
    public ImmutableArray<CoqlSource> ToPlan() =>
        [.. _sources.Select(one => new CoqlSource(one.Module, one.Level, one.Parent, one.Lookup, [.. one.Fields]))];

    private int Step(int parent, CoqlJoin join)
    {
        int lookup = Place(parent, join.Lookup, join.IsOpen);
        int known = _sources.FindIndex(one => one.Parent == parent && one.Lookup == lookup);
        if (known < 0)
        {
            known = _sources.Count;
            _sources.Add(new Building(join.Target, _sources[parent].Level + 1, parent, lookup, []));
        }

        return known;
    }

    private int Place(int source, Field field, bool isOpen)
    {
        List<PlannedField> fields = _sources[source].Fields;
        int known = fields.FindIndex(one => one.Field.Equals(field));
        if (known < 0)
        {
            known = fields.Count;
            fields.Add(new PlannedField(field, isOpen));
        }

        return known;
    }

    private sealed record Building(Module Module, int Level, int Parent, int Lookup, List<PlannedField> Fields);
}
