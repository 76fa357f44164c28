using System.Collections.Frozen;
using System.Collections.Immutable;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Privacy;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Schema.Types;

namespace PrivacyCrm.Core.Bulk;

/// <summary>Turns names into columns; the id comes first, asked for or not.</summary>
public static class BulkColumns
{
    /// <summary>The greatest number of references whose records' fields are asked for.</summary>
    public const int MaximumJoins = 5;

    /// <summary>What can be told about a user.</summary>
    internal static readonly FrozenDictionary<string, Func<User, string>> UserAttributes = new Dictionary<string, Func<User, string>>(StringComparer.Ordinal)
    {
        ["id"] = user => RecordId.Format(user.Id),
        ["first_name"] = user => user.FirstName,
        ["last_name"] = user => user.LastName,
        ["full_name"] = user => user.FullName,
        ["name"] = user => user.FullName,
        ["email"] = user => user.Email,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Reads names.</summary>
    /// <param name="caller">Who reads.</param>
    /// <param name="module">The module read.</param>
    /// <param name="names">The names; null for every field.</param>
    /// <returns>The columns, or the refusal of a name.</returns>
    public static Result<ImmutableArray<BulkColumn>> Read(Caller caller, Module module, IReadOnlyList<string>? names)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(module);
        List<BulkColumn> columns = [.. module.Fields.Where(field => field.Type is RecordIdType).Select(field => new BulkColumn.Own(field))];
        if (names is null)
        {
            columns.AddRange(module.Fields.Where(field => field.Type is not RecordIdType && !field.Type.IsLeftOutOfLists && caller.AccessTo(module).Allows(field, FieldUse.See)).Select(field => new BulkColumn.Own(field)));
            return columns.ToImmutableArray();
        }

        foreach (string name in names)
        {
            if (!ReadOne(caller, module, name).TryGet(out BulkColumn? column, out CrmError? error))
            {
                return error;
            }

            if (columns.TrueForAll(one => one.Name != column.Name))
            {
                columns.Add(column);
            }
        }

        int joins = columns.OfType<BulkColumn.OfRecord>().Select(column => column.Reference.Id).Distinct().Count();
        return joins > MaximumJoins ? CrmErrors.Bulk.TooManyJoins() : columns.ToImmutableArray();
    }

    private static Result<BulkColumn> ReadOne(Caller caller, Module module, string name)
    {
        if (name is RecordState.ConvertedKey or RecordState.StoppedKey)
        {
            return SystemKeys.Of(module, caller.Organization).Any(key => key.Name == name) ? new BulkColumn.System(name) : CrmErrors.Bulk.FieldNotAvailable(name);
        }

        string[] parts = name.Split('.');
        if (parts.Length > 2 || name.StartsWith('$'))
        {
            return CrmErrors.Bulk.FieldNotSupported(name);
        }

        if (module.Find(parts[0]) is not { } field || !caller.AccessTo(module).Allows(field, FieldUse.See))
        {
            return CrmErrors.Bulk.FieldNotAvailable(name);
        }

        if (parts.Length == 1)
        {
            return field.Type.IsLeftOutOfLists ? CrmErrors.Bulk.FieldNotSupported(name) : new BulkColumn.Own(field);
        }

        return field.Type switch
        {
            UserReferenceType => UserAttributes.ContainsKey(parts[1]) ? new BulkColumn.OfUser(field, parts[1]) : CrmErrors.Bulk.FieldNotAvailable(name),
            RecordLookupType when caller.Organization.FindModule(field.LookupModule) is { IsInApi: true } target && caller.May(ModuleUse.View, target) && caller.IsInScope(target, "READ") =>
                target.Find(parts[1]) is { Type.IsLeftOutOfLists: false } other && caller.AccessTo(target).Allows(other, FieldUse.See) ? new BulkColumn.OfRecord(field, target, other) : CrmErrors.Bulk.FieldNotAvailable(name),
            _ => CrmErrors.Bulk.FieldNotSupported(name),
        };
    }
}
