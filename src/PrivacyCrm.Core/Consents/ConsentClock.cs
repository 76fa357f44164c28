using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Consents;

/// <summary>Ids, and the time in whole seconds, as it is stored: a consent that runs out at a second counts until that second begins.</summary>
/// <param name="ids">Makes ids.</param>
/// <param name="time">The clock.</param>
public sealed class ConsentClock(IdSource ids, TimeProvider time)
{
    /// <summary>Gets the moment.</summary>
    public DateTimeOffset Now => Instants.ToSecond(time.GetUtcNow());

    /// <summary>Makes an id.</summary>
    /// <returns>The id.</returns>
    public long NextId() => ids.Next();
}
