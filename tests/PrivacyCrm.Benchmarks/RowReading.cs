using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using PrivacyCrm.Core.Records;

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
}
