namespace PrivacyCrm.Api.Consents;

/// <summary>Work that is due at its time, and that servers share.</summary>
internal interface IDueWork
{
    /// <summary>Does everything that is due.</summary>
    Task RunDueAsync(CancellationToken cancellationToken);
}
