namespace PrivacyCrm.Api.Loading;

/// <summary>Reads the rows of a file in batches. A row that is damaged by itself becomes a record that every write refuses.</summary>
internal interface ILoadRows : IDisposable
{
    /// <summary>Gets how many rows were read.</summary>
    long Count { get; }

    /// <summary>Gets why nobody knows where the row after the last one begins; null while the file is whole.</summary>
    string? Damage { get; }

    /// <summary>Reads the next batch.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="size">How many rows it has, unless the file ends.</param>
    /// <param name="isSkipped">Whether its rows are not needed.</param>
    /// <returns>The batch; null when there are no more rows.</returns>
    LoadBatch? Next(int number, int size, bool isSkipped);
}
