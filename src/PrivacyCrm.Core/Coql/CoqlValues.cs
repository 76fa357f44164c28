using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Coql;

/// <summary>The stored values of one row, of its record and of those it refers to.</summary>
internal sealed class CoqlValues
{
    private readonly CoqlPlan _plan;
    private readonly Part?[] _parts;

    public CoqlValues(CoqlPlan plan, CoqlRow row, IReadOnlyDictionary<(long ModuleId, long Id), StoredDocument> joined)
    {
        _plan = plan;
        _parts = new Part?[plan.Sources.Length];
        for (int index = 0; index < _parts.Length; index++)
        {
            CoqlSource source = plan.Sources[index];
            StoredDocument? document = index == 0
                ? row.Document
                : Target(index) is { } id && joined.TryGetValue((source.Module.Id, id), out StoredDocument found) ? found : null;
            _parts[index] = document is { } one ? new Part(one, source) : null;
        }
    }

    /// <summary>Tells whether there is a record of a source.</summary>
    public bool Has(int source) => _parts[source] is not null;

    /// <summary>The id of a source's record.</summary>
    public long IdOf(int source) => _parts[source]!.Document.Id;

    /// <summary>What the document of a source's record says about the record itself.</summary>
    public RecordState StateOf(int source) => _parts[source]!.State;

    /// <summary>The stored value of a field; empty when there is none.</summary>
    public ReadOnlySpan<byte> Of(int source, int field) => _parts[source] is { } part ? part.Json.Span[part.Places[field]] : [];

    /// <summary>The id of the record that a source consists of; null where no open lookup leads to one.</summary>
    public long? Target(int source)
    {
        CoqlSource target = _plan.Sources[source];
        if (!_plan.Sources[target.Parent].Fields[target.Lookup].IsOpen)
        {
            return null;
        }

        ReadOnlySpan<byte> stored = Of(target.Parent, target.Lookup);
        return stored.Length > 2 ? RecordId.Parse(stored[1..^1]) : null;
    }

    private sealed class Part
    {
        public Part(StoredDocument document, CoqlSource source)
        {
            Document = document;
            Json = document.Utf8;
            Places = new Range[source.Fields.Length];
            State = DocumentScan.Locate(Json.Span, source.Places, Places);
        }

        public StoredDocument Document { get; }

        public ReadOnlyMemory<byte> Json { get; }

        public Range[] Places { get; }

        public RecordState State { get; }
    }
}
