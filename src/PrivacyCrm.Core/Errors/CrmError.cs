namespace PrivacyCrm.Core.Errors;

/// <summary>An expected refusal, told to the client as <c>{code, details, message, status:"error"}</c>.</summary>
/// <param name="Code">The documented code, upper snake case.</param>
/// <param name="Status">The HTTP status when the whole request is refused for this reason.</param>
/// <param name="Message">The documented text. It never holds a stored or sent value.</param>
/// <param name="Details">The documented details, empty when there are none.</param>
public sealed record CrmError(string Code, int Status, string Message, ErrorDetails Details)
{
    /// <summary>Gets a value indicating whether the refusal concerns the body of a write, so that it is told inside <c>data[]</c>.</summary>
    public bool IsAboutBody { get; init; }
}
