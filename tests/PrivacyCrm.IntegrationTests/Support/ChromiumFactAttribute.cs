namespace PrivacyCrm.IntegrationTests.Support;

/// <summary>A fact that needs a browser; skipped, with the reason, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ChromiumFactAttribute : FactAttribute
{
    /// <summary>Where Debian's package puts it.</summary>
    public const string Path = "/usr/bin/chromium";

    public ChromiumFactAttribute() => Skip = File.Exists(Path) ? null : $"Chromium is missing: there is no {Path}.";
}
