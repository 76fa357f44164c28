using System.Net.Sockets;

/// <summary>
/// Runs inside the measured servers (DOTNET_STARTUP_HOOKS) and tells the bytes they have allocated, so that the product needs no door for it.
/// The runtime asks for this name, outside of any namespace.
/// </summary>
#pragma warning disable CA1050, MA0047
internal static class StartupHook
#pragma warning restore CA1050, MA0047
{
    /// <summary>The variable with the path of the socket that tells.</summary>
    public const string Variable = "PRIVACYCRM_BENCH_SOCKET";

    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } path)
        {
            new Thread(() => Tell(path)) { IsBackground = true }.Start();
        }
    }

    private static void Tell(string path)
    {
        using Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        while (true)
        {
            using Socket asker = listener.Accept();
            asker.Send(BitConverter.GetBytes(GC.GetTotalAllocatedBytes(precise: true)));
        }
    }
}
