using System.Collections.Immutable;

namespace PrivacyCrm.Core.Conversion;

/// <summary>What a job has to convert, as it is stored.</summary>
/// <param name="Leads">The leads, each once.</param>
/// <param name="AssignTo">The owner of the new records.</param>
/// <param name="Deal">The deal that each lead gets, as JSON; null for none.</param>
/// <param name="AttachmentsTo">The module whose records take the attachments.</param>
/// <param name="Tagged">The modules whose records take all tags.</param>
internal sealed record MassConversion(ImmutableArray<long> Leads, long AssignTo, string? Deal, string AttachmentsTo, ImmutableArray<string> Tagged);
