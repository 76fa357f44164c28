namespace PrivacyCrm.Bench.Floor;

/// <summary>Lets one writer after the other in where only one is possible.</summary>
internal sealed class Gate : IDisposable
{
    private static readonly SemaphoreSlim Writer = new(1, 1);

    private readonly bool _isHeld;

    private Gate(bool isHeld) => _isHeld = isHeld;

    public static async Task<Gate> EnterAsync(bool isNarrow)
    {
        if (isNarrow)
        {
            await Writer.WaitAsync();
        }

        return new Gate(isNarrow);
    }

    public void Dispose()
    {
        if (_isHeld)
        {
            Writer.Release();
        }
    }
}
