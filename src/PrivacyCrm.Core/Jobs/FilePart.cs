namespace PrivacyCrm.Core.Jobs;

/// <summary>A part of a <see cref="StoredFile"/>.</summary>
/// <param name="FileId">The file.</param>
/// <param name="Number">Its place, from 0 without gaps.</param>
/// <param name="Content">Its bytes.</param>
public sealed record FilePart(long FileId, int Number, ReadOnlyMemory<byte> Content);
