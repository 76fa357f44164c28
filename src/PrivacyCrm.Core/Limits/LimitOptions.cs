using System.ComponentModel.DataAnnotations;

namespace PrivacyCrm.Core.Limits;

/// <summary>How much an organization may ask of this server. Nothing is limited unless an edition or a number is set.</summary>
public sealed class LimitOptions
{
    /// <summary>Where the options stand.</summary>
    public const string Section = "PrivacyCrm:Limits";

    private const int UsualHeavyCalls = 10;

    /// <summary>Gets the edition whose limits hold where no number is set; none by default.</summary>
    public Edition? Edition { get; init; }

    /// <summary>Gets the credits for 24 hours, from 1; those of the edition by default.</summary>
    [Range(1, int.MaxValue)]
    public int? ApiCredits { get; init; }

    /// <summary>Gets how many calls may run at once, from 1; those of the edition by default.</summary>
    [Range(1, int.MaxValue)]
    public int? ConcurrentCalls { get; init; }

    /// <summary>Gets how many of them may be heavy, from 1; 10 by default where calls are limited at all.</summary>
    [Range(1, int.MaxValue)]
    public int? ConcurrentHeavyCalls { get; init; }

    /// <summary>Gets how many calls may run at once; null for any number.</summary>
    public int? Calls => ConcurrentCalls ?? (Edition is { } edition ? (int)edition * 5 : null);

    /// <summary>Gets how many heavy calls may run at once; null for any number.</summary>
    public int? HeavyCalls => ConcurrentHeavyCalls ?? (Calls is null ? null : UsualHeavyCalls);

    /// <summary>Gets a value indicating whether anything is limited.</summary>
    public bool IsOn => Edition is not null || ApiCredits is not null || ConcurrentCalls is not null || ConcurrentHeavyCalls is not null;

    /// <summary>The credits of an organization for 24 hours.</summary>
    /// <param name="users">How many active users it has.</param>
    /// <returns>The credits; null for any number.</returns>
    public long? CreditsFor(int users) => ApiCredits is { } credits ? credits : Edition switch
    {
        Limits.Edition.Free => 5_000L,
        Limits.Edition.Standard => Math.Min(100_000, 50_000 + (250L * users)),
        Limits.Edition.Professional => Math.Min(3_000_000, 50_000 + (500L * users)),
        Limits.Edition.Enterprise => Math.Min(5_000_000, 50_000 + (1_000L * users)),
        Limits.Edition.Ultimate => 50_000 + (2_000L * users),
        _ => default(long?),
    };
}
