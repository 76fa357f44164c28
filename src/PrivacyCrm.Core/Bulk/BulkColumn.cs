using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Privacy;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Bulk;

/// <summary>A column of a bulk read's file.</summary>
/// <param name="Name">Its header.</param>
public abstract record BulkColumn(string Name)
{
    /// <summary>What has to be allowed for a value to be in a file.</summary>
    public const FieldUse Needed = FieldUse.Read | FieldUse.Export;

    /// <summary>Tells whether the caller may have the column's values in a file.</summary>
    /// <param name="caller">The caller.</param>
    /// <param name="module">The module read.</param>
    /// <returns>False when its cells are empty.</returns>
    public abstract bool IsOpen(Caller caller, Module module);

    /// <summary>A field of the module.</summary>
    /// <param name="Field">The field.</param>
    public sealed record Own(Field Field) : BulkColumn(Field.ApiName)
    {
        /// <inheritdoc/>
        public override bool IsOpen(Caller caller, Module module)
        {
            ArgumentNullException.ThrowIfNull(caller);
            return caller.AccessTo(module).Allows(Field, Needed);
        }
    }

    /// <summary>Something about the user that a field refers to, such as <c>Owner.last_name</c>.</summary>
    /// <param name="Reference">The field.</param>
    /// <param name="Attribute">What about the user.</param>
    public sealed record OfUser(Field Reference, string Attribute) : BulkColumn($"{Reference.ApiName}.{Attribute}")
    {
        /// <inheritdoc/>
        public override bool IsOpen(Caller caller, Module module)
        {
            ArgumentNullException.ThrowIfNull(caller);
            return caller.AccessTo(module).Allows(Reference, Needed);
        }
    }

    /// <summary>A field of the record that a field refers to, such as <c>Account_Name.Phone</c>.</summary>
    /// <param name="Reference">The field.</param>
    /// <param name="Target">The module it refers to.</param>
    /// <param name="Field">The field there.</param>
    public sealed record OfRecord(Field Reference, Module Target, Field Field) : BulkColumn($"{Reference.ApiName}.{Field.ApiName}")
    {
        /// <inheritdoc/>
        public override bool IsOpen(Caller caller, Module module)
        {
            ArgumentNullException.ThrowIfNull(caller);
            return caller.AccessTo(module).Allows(Reference, Needed) && caller.May(ModuleUse.View, Target) && caller.AccessTo(Target).Allows(Field, Needed);
        }
    }

    /// <summary>A system key, which tells nothing about a person.</summary>
    /// <param name="Key">The key.</param>
    public sealed record System(string Key) : BulkColumn(Key)
    {
        /// <inheritdoc/>
        public override bool IsOpen(Caller caller, Module module) => true;
    }
}
