using System.Text.Json;

namespace PrivacyCrm.Api.Loading;

/// <summary>Some rows of a file, as the records of a write.</summary>
/// <param name="number">Its number, from 0.</param>
/// <param name="rows">The records; none when they were skipped.</param>
/// <param name="documents">What the records are parts of.</param>
internal sealed class LoadBatch(int number, IReadOnlyList<JsonElement> rows, IReadOnlyList<JsonDocument> documents) : IDisposable
{
    /// <summary>Gets the number.</summary>
    public int Number { get; } = number;

    /// <summary>Gets the records.</summary>
    public IReadOnlyList<JsonElement> Rows { get; } = rows;

    /// <summary>Gets how much of the file is read with it, from 0 to 1.</summary>
    public double Share { get; init; }

    public void Dispose()
    {
        foreach (JsonDocument document in documents)
        {
            document.Dispose();
        }
    }
}
