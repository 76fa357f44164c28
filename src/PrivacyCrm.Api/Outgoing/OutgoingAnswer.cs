namespace PrivacyCrm.Api.Outgoing;

/// <summary>What came back from a call to elsewhere.</summary>
/// <param name="Status">The HTTP status; 0 when there was no answer.</param>
/// <param name="ContentType">What the body is, as the other side says.</param>
/// <param name="Body">The body.</param>
/// <param name="Failure">Why there is no answer: one of the words of this class; null when there is one.</param>
internal sealed record OutgoingAnswer(int Status, string? ContentType, ReadOnlyMemory<byte> Body, string? Failure = null)
{
    /// <summary>No address that may be called: none of the public internet, or not by HTTPS.</summary>
    public const string AddressRefused = "address_refused";

    /// <summary>Nobody answers there.</summary>
    public const string Unreachable = "unreachable";

    /// <summary>The answer took too long.</summary>
    public const string TimedOut = "timed_out";

    /// <summary>The answer is longer than the server reads.</summary>
    public const string TooLarge = "answer_too_large";

    /// <summary>Gets a value indicating whether the other side says that it worked.</summary>
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>No answer.</summary>
    public static OutgoingAnswer Failed(string why) => new(0, ContentType: null, ReadOnlyMemory<byte>.Empty, why);
}
