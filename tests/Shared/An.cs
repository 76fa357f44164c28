namespace PrivacyCrm.Tests;

/// <summary>Valid things to test with, in front of a vowel.</summary>
public static partial class An
{
    public static OrganizationBuilder Organization => new();
}
