using PrivacyCrm.Bench.Floor;
using PrivacyCrm.Bench.Load;

namespace PrivacyCrm.Bench;

/// <summary>What workloads run against.</summary>
/// <param name="Store">The database.</param>
/// <param name="Crm">PrivacyCrm.</param>
/// <param name="Floor">The floor.</param>
/// <param name="Setup">The organization.</param>
/// <param name="Sample">Some of its records.</param>
internal sealed record TestBed(BenchStore Store, ServerProcess Crm, ServerProcess Floor, CrmSetup Setup, Sample Sample)
{
    /// <summary>A request about leads to PrivacyCrm.</summary>
    public byte[] ToCrm(string rest, string method = "GET", byte[]? body = null) => HttpConnection.Request(method, $"/crm/v8/Leads{rest}", Setup.Authorization, body);

    /// <summary>A request to the floor.</summary>
    public static byte[] ToFloor(string statement, params ReadOnlySpan<object> values) => HttpConnection.Request("GET", FloorServer.Path(statement, values));

    /// <summary>A side on which the organization's privacy is on, or off.</summary>
    public Side With(bool isPrivate, Side side) => side with { Before = () => Setup.PreferAsync(isPrivate) };
}
