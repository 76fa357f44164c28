using System.Globalization;

namespace PrivacyCrm.Api.Loading;

/// <summary>Tells how a load goes: in one line that changes on a terminal, in lines now and then elsewhere.</summary>
/// <param name="output">Where to write.</param>
/// <param name="isTerminal">Whether a line can be written over.</param>
internal sealed class LoadConsole(TextWriter output, bool isTerminal)
{
    private const int BarLength = 24;

    private readonly Lock _lock = new();
    private int _shown;

    /// <summary>Gets how often progress is shown.</summary>
    public TimeSpan Interval => isTerminal ? TimeSpan.FromMilliseconds(500) : TimeSpan.FromSeconds(10);

    /// <summary>Writes a line.</summary>
    public void Say(string line)
    {
        lock (_lock)
        {
            Clear();
            output.WriteLine(line);
        }
    }

    /// <summary>Shows how far a load is.</summary>
    /// <param name="share">How much of the file, from 0 to 1.</param>
    /// <param name="added">Records made, earlier runs included.</param>
    /// <param name="refused">Rows refused, earlier runs included.</param>
    /// <param name="perSecond">Rows in a second of this run.</param>
    /// <param name="remaining">How long it will take; null when nobody knows.</param>
    public void Show(double share, long added, long refused, double perSecond, TimeSpan? remaining)
    {
        string left = remaining is { } time ? time.ToString(time.TotalHours < 1 ? @"m\:ss" : @"h\:mm\:ss", CultureInfo.InvariantCulture) : "?";
        string text = string.Create(
            CultureInfo.InvariantCulture, $"{share * 100:0} %  {added:N0} records  {refused:N0} refused  {perSecond:N0} records/s  {left} left");
        if (!isTerminal)
        {
            Say(text);
            return;
        }

        int filled = (int)(Math.Clamp(share, 0, 1) * BarLength);
        lock (_lock)
        {
            Clear();
            string line = $"[{new string('#', filled)}{new string('.', BarLength - filled)}] {text}";
            output.Write(line);
            _shown = line.Length;
        }
    }

    private void Clear()
    {
        if (_shown > 0)
        {
            output.Write($"\r{new string(' ', _shown)}\r");
            _shown = 0;
        }
    }
}
