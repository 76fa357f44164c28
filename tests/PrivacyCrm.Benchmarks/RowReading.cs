using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Benchmarks;

/// <summary>Reading a row of an insert by its field types, beside parsing its JSON.</summary>
[MemoryDiagnoser]
public class RowReading
{
    private static readonly byte[] Row = Encoding.UTF8.GetBytes(Lead.Json);

    /// <summary>The JSON alone.</summary>
    [Benchmark(Baseline = true)]
    public int Parsed()
    {
        using JsonDocument document = JsonDocument.Parse(Row);
        return document.RootElement.GetPropertyCount();
    }

    /// <summary>The JSON and every value checked.</summary>
    [Benchmark]
    public bool Read()
    {
        using JsonDocument document = JsonDocument.Parse(Row);
        return new DraftReader(Lead.ModuleOf(Lead.Private), Lead.Private).Read(document.RootElement, 0).ShapeError is null;
    }

    /// <summary>The same, and all that the store is told: the document, keys, words and pieces.</summary>
    [Benchmark]
    public int Made()
    {
        using JsonDocument document = JsonDocument.Parse(Row);
        WorkingRecord record = new(Lead.ModuleOf(Lead.Private), Lead.Private.Organization, 1);
        foreach ((Field field, FieldValue value) in new DraftReader(Lead.ModuleOf(Lead.Private), Lead.Private).Read(document.RootElement, 0).Values)
        {
            record.Set(field, value);
        }

        record.Touch(1, DateTimeOffset.UnixEpoch);
        return record.ToChange().Document.Length;
    }
}
