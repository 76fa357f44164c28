using System.Collections.Immutable;

namespace PrivacyCrm.Core.Schema.Types;

/// <summary><c>multi_module_lookup</c>: a reference to a record of any module, such as What_Id; its module is found by its id.</summary>
public sealed class MultiModuleLookupType() : RecordLookupType("multi_module_lookup")
{
    /// <inheritdoc/>
    public override ImmutableArray<CriteriaOperator> Operators => [];
}
