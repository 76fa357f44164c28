using System.Collections.Immutable;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Tests;

/// <summary>Small steps that change a field or a module.</summary>
public static class SchemaBuilding
{
    /// <summary>Marks a field sensitive, which closes it while privacy is on.</summary>
    public static Field Restricted(this Field field) => field.Marked(PersonalMark.High);

    public static Field Marked(this Field field, PersonalMark mark) => field with { Personal = mark };

    public static Field Mandatory(this Field field) => field with { IsMandatory = true };

    public static Field Unique(this Field field) => field with { IsUnique = true };

    public static Field LimitedTo(this Field field, int length) => field with { Length = length };

    public static Field Unindexed(this Field field) => field with { Slot = string.Empty };

    /// <summary>Adds fields, giving each an id, a number and the next slot of its kind.</summary>
    public static Module With(this Module module, params Field[] fields)
    {
        ImmutableArray<Field>.Builder all = module.Fields.ToBuilder();
        foreach (Field field in fields)
        {
            int number = all.Count + 1;
            all.Add(field with { Id = module.Id + number, Number = number, Slot = SlotOf(field, all) });
        }

        return module with { Fields = all.ToImmutable() };
    }

    public static Module WithSystemFields(this Module module) => module.With(
        A.Field.Id(),
        A.Field.Owner(),
        A.Field.Owner("Created_By") with { IsReadOnly = true },
        A.Field.Owner("Modified_By") with { IsReadOnly = true },
        A.Field.RecordTime("Created_Time"),
        A.Field.RecordTime("Modified_Time"));

    private static string? SlotOf(Field field, IEnumerable<Field> before)
    {
        string? prefix = field.Type.Key switch
        {
            _ when field.Slot == string.Empty => null,
            KeyKind.Indexed => "S",
            KeyKind.Long => "X",
            _ => null,
        };
        return prefix is null ? null : $"{prefix}{before.Count(other => other.Slot?.StartsWith(prefix, StringComparison.Ordinal) == true) + 1}";
    }
}
