using System.ComponentModel.DataAnnotations;

namespace PrivacyCrm.Core.Consents;

/// <summary>How long consents count, and when they are asked for again.</summary>
public sealed class PlatformConsentOptions
{
    /// <summary>Where the options stand.</summary>
    public const string Section = "PlatformConsents";

    /// <summary>Gets how many times 24 hours the consent of a user counts: 1 to 3650, 60 unless set.</summary>
    [Range(1, 3650)]
    public int ValidityDays { get; init; } = 60;

    /// <summary>Gets how many times 24 hours the consent of an administrator counts: 1 to 3650, 60 unless set.</summary>
    [Range(1, 3650)]
    public int OrganizationValidityDays { get; init; } = 60;

    /// <summary>Gets a value indicating whether users are asked again when only the words of a prompt change; false unless set.</summary>
    public bool PromptOnWordingChange { get; init; }

    /// <summary>How long a consent counts.</summary>
    /// <param name="audience">Who gives it.</param>
    /// <returns>The time.</returns>
    public TimeSpan ValidityOf(Audience audience) => TimeSpan.FromHours(24 * (audience == Audience.User ? ValidityDays : OrganizationValidityDays));
}
