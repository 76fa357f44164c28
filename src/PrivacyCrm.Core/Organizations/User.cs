using System.Text.Json.Serialization;

namespace PrivacyCrm.Core.Organizations;

/// <summary>A person who works with the organization's records.</summary>
public sealed record User
{
    /// <summary>Gets the user's id.</summary>
    public required long Id { get; init; }

    /// <summary>Gets the id of the user's account, digits only.</summary>
    public required string Zuid { get; init; }

    /// <summary>Gets the first name, possibly empty.</summary>
    public required string FirstName { get; init; }

    /// <summary>Gets the last name.</summary>
    public required string LastName { get; init; }

    /// <summary>Gets the e-mail address, unique in the organization.</summary>
    public required string Email { get; init; }

    /// <summary>Gets the role's name, such as CEO.</summary>
    public required string Role { get; init; }

    /// <summary>Gets the id of the profile, which says what the user may do.</summary>
    public required long ProfileId { get; init; }

    /// <summary>Gets a value indicating whether the user may work; tokens of others are refused.</summary>
    public bool IsActive { get; init; } = true;

    /// <summary>Gets the IANA name of the zone in which the user reads date-times.</summary>
    public required string TimeZoneId { get; init; }

    /// <summary>Gets when the user was added; null for the first ones, who are as old as the organization.</summary>
    public DateTimeOffset? CreatedTime { get; init; }

    /// <summary>Gets when somebody last changed the user; null before that.</summary>
    public DateTimeOffset? ModifiedTime { get; init; }

    /// <summary>Gets who last changed the user.</summary>
    public long? ModifiedBy { get; init; }

    /// <summary>Gets first and last name.</summary>
    [JsonIgnore]
    public string FullName => FirstName.Length == 0 ? LastName : $"{FirstName} {LastName}";

    /// <summary>Gets the zone in which the user reads date-times.</summary>
    [JsonIgnore]
    public TimeZoneInfo TimeZone => TimeZoneInfo.FindSystemTimeZoneById(TimeZoneId);
}
