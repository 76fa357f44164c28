using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Records;

/// <summary>Three characters of a field's key, by which records are found that can hold a part of a text. See decision 0016.</summary>
/// <param name="Field">The field's <see cref="Field.Number"/>.</param>
/// <param name="First">The first character.</param>
/// <param name="Second">The second one.</param>
/// <param name="Third">The third one.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Piece(int Field, Rune First, Rune Second, Rune Third)
{
    /// <summary>How many characters a piece has.</summary>
    public const int Length = 3;

    private const long Prime = int.MaxValue;

    /// <summary>
    /// Gets a number for databases that index numbers. Some pieces share one, which only makes a few more records be looked at.
    /// The numbers are stored, so they stay what they are.
    /// </summary>
    public int Number => (int)(((((((Field * 1_114_112L) + First.Value) % Prime * 1_000_003) + Second.Value) % Prime * 1_000_003) + Third.Value) % Prime);

    /// <summary>Gets a word for databases that index words: in hexadecimal, so that they take it for one.</summary>
    public string Token
    {
        get
        {
            Span<byte> bytes = stackalloc byte[4 * Length];
            int length = First.EncodeToUtf8(bytes);
            length += Second.EncodeToUtf8(bytes[length..]);
            length += Third.EncodeToUtf8(bytes[length..]);
            return string.Create(CultureInfo.InvariantCulture, $"g{Field}z{Convert.ToHexStringLower(bytes[..length])}");
        }
    }
}
