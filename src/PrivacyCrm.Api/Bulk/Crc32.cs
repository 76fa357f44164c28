namespace PrivacyCrm.Api.Bulk;

/// <summary>The check sum of zip files (the polynomial of IEEE 802.3), which the platform's reader does not compare.</summary>
internal static class Crc32
{
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(value => Shift((uint)value))];

    /// <summary>Adds bytes to a check sum; the first begins with 0.</summary>
    public static uint Add(uint before, ReadOnlySpan<byte> bytes)
    {
        uint sum = ~before;
        foreach (byte one in bytes)
        {
            sum = Table[(byte)(sum ^ one)] ^ (sum >> 8);
        }

        return ~sum;
    }

    private static uint Shift(uint value)
    {
        for (int bit = 0; bit < 8; bit++)
        {
            value = (value & 1) == 0 ? value >> 1 : (value >> 1) ^ 0xEDB88320;
        }

        return value;
    }
}
