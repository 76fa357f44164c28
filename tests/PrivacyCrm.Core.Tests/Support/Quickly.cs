using FsCheck;

namespace PrivacyCrm.Core.Tests.Support;

/// <summary>Runs of property tests that are worth more than the usual hundred.</summary>
internal static class Quickly
{
    public static Config Thousand { get; } = Config.QuickThrowOnFailure.WithMaxTest(1_000);
}
