namespace PrivacyCrm.IntegrationTests.Official;

/// <summary>How far this server answers an official operation.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Refusal">How it is refused; null when it is answered.</param>
/// <param name="Missing">What is missing of it.</param>
internal sealed record ParityRow(OfficialOperation Operation, string? Refusal, IReadOnlyList<string> Missing)
{
    public string State => Refusal is not null ? "no" : Missing.Count > 0 ? "partly" : "fully";

    public override string ToString() =>
        $"| {Operation.Id} | `{Operation.Method} {Operation.Path.Replace("/crm/v8", string.Empty, StringComparison.Ordinal)}` | {State} | {Refusal ?? string.Join("; ", Missing)} |";
}
