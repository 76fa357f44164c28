using System.ComponentModel.DataAnnotations;

namespace PrivacyCrm.Core.Identity;

/// <summary>How many tokens there may be. Nothing is limited unless a number is set.</summary>
public sealed class TokenLimits : IValidatableObject
{
    /// <summary>Where the options stand.</summary>
    public const string Section = "PrivacyCrm:TokenLimits";

    /// <summary>The time in which new access tokens are counted.</summary>
    public static readonly TimeSpan RateWindow = TimeSpan.FromMinutes(10);

    /// <summary>Gets the limits of a server that has none.</summary>
    public static TokenLimits None { get; } = new();

    /// <summary>Gets how many access tokens of one refresh token are valid at once, from 1; a further one ends the oldest.</summary>
    [Range(1, int.MaxValue)]
    public int? AccessTokensPerRefreshToken { get; init; }

    /// <summary>Gets how many access tokens of one refresh token may be made in ten minutes, from 1; a further one is refused.</summary>
    [Range(1, int.MaxValue)]
    public int? AccessTokensPerTenMinutes { get; init; }

    /// <summary>Gets how many refresh tokens a user and program may have, from 1; a further one ends the oldest.</summary>
    [Range(1, int.MaxValue)]
    public int? RefreshTokensPerUser { get; init; }

    /// <summary>Gets a value indicating whether anything is limited.</summary>
    public bool IsOn => AccessTokensPerRefreshToken is not null || AccessTokensPerTenMinutes is not null || RefreshTokensPerUser is not null;

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        // Ended tokens are not counted, so a smaller number would leave the other without effect.
        if (AccessTokensPerRefreshToken < AccessTokensPerTenMinutes)
        {
            yield return new ValidationResult($"{nameof(AccessTokensPerRefreshToken)} is less than {nameof(AccessTokensPerTenMinutes)}.");
        }
    }
}
