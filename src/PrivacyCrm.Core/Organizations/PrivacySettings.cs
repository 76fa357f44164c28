using System.Collections.Immutable;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Organizations;

/// <summary>The organization's privacy switches. Off means that no rule of this product applies.</summary>
public sealed record PrivacySettings
{
    /// <summary>Privacy off, nothing chosen.</summary>
    public static readonly PrivacySettings Off = new();

    /// <summary>Gets a value indicating whether privacy is on; told as <c>privacy_settings</c> of the organization.</summary>
    public bool IsEnabled { get; init; }

    /// <summary>Gets the API names of the modules that hold personal data.</summary>
    public ImmutableArray<string> Modules { get; init; } = [];

    /// <summary>Gets the fields closed to the API.</summary>
    public Sensitivity ApiRestriction { get; init; }

    /// <summary>Gets the fields left out of exports.</summary>
    public Sensitivity ExportRestriction { get; init; }

    /// <summary>Tells whether the privacy rules apply to a module.</summary>
    /// <param name="moduleApiName">The module.</param>
    /// <returns>True when they do.</returns>
    public bool AppliesTo(string moduleApiName) => IsEnabled && Modules.Contains(moduleApiName);

    /// <summary>Tells whether a restriction covers fields with a mark.</summary>
    /// <param name="restriction">One of the restrictions above.</param>
    /// <param name="mark">The field's mark.</param>
    /// <returns>True when it does.</returns>
    public static bool Covers(Sensitivity restriction, PersonalMark mark) => mark switch
    {
        PersonalMark.Low => restriction is Sensitivity.Normal or Sensitivity.All,
        PersonalMark.High => restriction is Sensitivity.Sensitive or Sensitivity.All,
        _ => false,
    };
}
