using PrivacyCrm.Core.Organizations;

namespace PrivacyCrm.Core.Schema;

/// <summary>What reading needs beside the JSON.</summary>
/// <param name="Field">The field.</param>
/// <param name="Organization">The organization, for its users and time zone.</param>
public readonly record struct FieldInput(Field Field, Organization Organization);
