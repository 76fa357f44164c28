namespace PrivacyCrm.Core.Privacy.Basis;

/// <summary>What a write says about the basis: keys sent are changed, others stay; null for the whole object unlinks it.</summary>
/// <param name="IsUnlinked">Whether the whole object was set to null.</param>
/// <param name="Apply">Makes the changed object of the old one.</param>
/// <param name="IsEmpty">Whether the object had no known key.</param>
public sealed record ProcessingBasisChange(bool IsUnlinked, Func<ProcessingBasis, ProcessingBasis> Apply, bool IsEmpty)
{
    /// <summary>The whole object was set to null.</summary>
    public static readonly ProcessingBasisChange Unlink = new(true, basis => basis, true);

    /// <summary>The basis after the write.</summary>
    /// <param name="before">The basis before it, or null.</param>
    /// <param name="newId">The id of a new one.</param>
    /// <param name="userId">Who writes.</param>
    /// <param name="now">When.</param>
    /// <returns>The basis, or null when it was unlinked.</returns>
    public ProcessingBasis? Merge(ProcessingBasis? before, Func<long> newId, long userId, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(newId);
        if (IsUnlinked)
        {
            return null;
        }

        // Official clients send consent keys without a basis and mean that consent was obtained.
        ProcessingBasis start = before ?? new ProcessingBasis
        {
            Id = newId(),
            Basis = (IsEmpty ? BasisValues.NotApplicable : BasisValues.Obtained).Short,
            Owner = userId,
            CreatedBy = userId,
            ModifiedBy = userId,
            CreatedTime = now,
            ModifiedTime = now,
        };
        return Apply(start) with { ModifiedBy = userId, ModifiedTime = now };
    }
}
