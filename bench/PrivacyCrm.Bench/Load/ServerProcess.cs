using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using PrivacyCrm.Bench.Floor;

namespace PrivacyCrm.Bench.Load;

/// <summary>A server in a process of its own, which ends with this one however that ends.</summary>
internal sealed class ServerProcess : IDisposable
{
    // The shell waits for the end of its input, which is also what the end of this process brings.
    private const string Keeper = "log=$1; shift; \"$@\" >\"$log\" 2>&1 & echo $!; read -r _; kill -9 $!";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _keeper;
    private readonly string _socket;

    private ServerProcess(Process keeper, int port, string socket)
    {
        _keeper = keeper;
        _socket = socket;
        Id = int.Parse(keeper.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture);
        Address = new IPEndPoint(IPAddress.Loopback, port);
    }

    public int Id { get; }

    public IPEndPoint Address { get; }

    /// <summary>Resident memory in megabytes.</summary>
    public double Memory => double.Parse(
        File.ReadLines($"/proc/{Id}/status").First(line => line.StartsWith("VmRSS", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture) / 1024;

    /// <summary>The bytes that the server allocated since it started.</summary>
    public long Allocated
    {
        get
        {
            using Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            socket.Connect(new UnixDomainSocketEndPoint(_socket));
            byte[] answer = new byte[8];
            return socket.Receive(answer) == answer.Length ? BitConverter.ToInt64(answer) : 0;
        }
    }

    /// <summary>Starts the published PrivacyCrm as it runs in production.</summary>
    public static ServerProcess StartCrm(string program, BenchStore store, bool isObserved = true) => Start(
        [program],
        store.Directory,
        isObserved,
        ("ASPNETCORE_ENVIRONMENT", "Production"),
        ("ConnectionStrings__Crm", store.ConnectionString),
        ("PrivacyCrm__BootstrapSecret", CrmSetup.BootstrapSecret));

    /// <summary>Starts the floor.</summary>
    public static ServerProcess StartFloor(BenchStore store, bool isObserved = true) => Start(
        ["dotnet", typeof(ServerProcess).Assembly.Location, FloorServer.Argument], store.Directory, isObserved, (FloorServer.StoreVariable, store.ConnectionString));

    /// <summary>Waits until a request is answered with 200.</summary>
    public async Task WaitForAsync(byte[] request)
    {
        long began = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                using HttpConnection connection = new(Address);
                int status = connection.Send(request);
                if (status == 200)
                {
                    return;
                }

                // Not ready yet.
                if (status != 503 || Stopwatch.GetElapsedTime(began) > Patience)
                {
                    throw new InvalidOperationException($"The server answered {status}: {connection.Body}");
                }
            }
            catch (Exception exception) when (exception is SocketException or IOException && Stopwatch.GetElapsedTime(began) < Patience)
            {
                // Not listening yet.
            }

            await Task.Delay(1);
        }
    }

    public void Dispose()
    {
        _keeper.StandardInput.Close();
        _keeper.WaitForExit();
        _keeper.Dispose();
        File.Delete(_socket);
    }

    public static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, port: 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static ServerProcess Start(string[] command, string directory, bool isObserved, params (string Name, string Value)[] environment)
    {
        int port = FreePort();
        string socket = Path.Combine(Path.GetTempPath(), $"privacycrm-bench-{port}.socket");
        ProcessStartInfo start = new("/bin/sh", ["-c", Keeper, "sh", Path.Combine(directory, $"{Path.GetFileName(command[^1])}.log"), .. command])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["ASPNETCORE_URLS"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
        if (isObserved)
        {
            start.Environment["DOTNET_STARTUP_HOOKS"] = typeof(ServerProcess).Assembly.Location;
            start.Environment[StartupHook.Variable] = socket;
        }

        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        return new ServerProcess(Process.Start(start)!, port, socket);
    }
}
