namespace PrivacyCrm.Core.Limits;

/// <summary>What an organization uses of this server at the moment. Its lock guards it.</summary>
internal sealed class Usage
{
    public Lock Guard { get; } = new();

    public CreditWindow Credits { get; } = new();

    public int Calls { get; set; }

    public int HeavyCalls { get; set; }
}
