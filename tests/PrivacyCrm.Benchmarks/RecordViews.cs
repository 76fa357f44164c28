using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using BenchmarkDotNet.Attributes;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Benchmarks;

/// <summary>Showing a record, beside copying its document as it is.</summary>
[MemoryDiagnoser]
public class RecordViews
{
    // As the store keeps it, without spaces.
    private static readonly StoredDocument Document = new(7, JsonNode.Parse(Lead.Json)!.ToJsonString(), 0, 0);

    private readonly ArrayBufferWriter<byte> _output = new(16 * 1024);
    private readonly ReadPlan _private = Lead.PlanOf(Lead.Private);
    private readonly ReadPlan _open = Lead.PlanOf(Lead.Open);

    /// <summary>The document, read once as JSON and copied.</summary>
    [Benchmark(Baseline = true)]
    public int Copied() => Written(writer => writer.WriteRawValue(Document.Utf8.Span));

    /// <summary>The record with every field and system key, nothing closed.</summary>
    [Benchmark]
    public int Open() => Written(writer => new RecordView(Document, _open).WriteTo(writer, ContextOf(Lead.Open)));

    /// <summary>The same with privacy on and an address closed.</summary>
    [Benchmark]
    public int Private() => Written(writer => new RecordView(Document, _private).WriteTo(writer, ContextOf(Lead.Private)));

    /// <summary>What an object model would take for closing one field.</summary>
    [Benchmark]
    public int ByNodes() => Written(writer =>
    {
        JsonNode node = JsonNode.Parse(Document.Utf8.Span)!;
        node["Email"] = null;
        node.WriteTo(writer);
    });

    private static ViewContext ContextOf(Caller caller) => new(Lead.ModuleOf(caller), caller.Organization, TimeZoneInfo.Utc, new Dictionary<long, string>());

    private int Written(Action<Utf8JsonWriter> write)
    {
        _output.ResetWrittenCount();
        using Utf8JsonWriter writer = new(_output);
        write(writer);
        writer.Flush();
        return _output.WrittenCount;
    }
}
