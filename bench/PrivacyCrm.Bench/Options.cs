using System.Globalization;

namespace PrivacyCrm.Bench;

/// <summary>What the command line asks for.</summary>
internal sealed record Options
{
    public const string Usage =
        """
        bench/run [--no-build] [--records 10000,1000000] [--store postgres|sqlite] [--only W1,W2] [--rounds 3] [--seconds 3] [--keep DIRECTORY] [--write]
          --records   sizes of the store, one after the other
          --keep      makes stores below DIRECTORY, or uses those that are there
          --write     writes docs/benchmarks.md's table of this store, and its charts
        """;

    public int[] Records { get; private init; } = [10_000];

    public bool IsSqlite { get; private init; }

    public string[] Only { get; private init; } = [];

    public int Rounds { get; private init; } = 3;

    public TimeSpan Seconds { get; private init; } = TimeSpan.FromSeconds(3);

    public string? Keep { get; private init; }

    public bool IsWritten { get; private init; }

    /// <summary>The published server.</summary>
    public string Server { get; private init; } = string.Empty;

    /// <summary>Reads the command line; null when it says something else.</summary>
    public static Options? Read(string[] arguments)
    {
        Options options = new();
        for (int at = 0; at < arguments.Length; at++)
        {
            if (arguments[at] == "--write")
            {
                options = options with { IsWritten = true };
            }
            else if (++at == arguments.Length || options.With(arguments[at - 1], arguments[at]) is not { } more)
            {
                return null;
            }
            else
            {
                options = more;
            }
        }

        return options;
    }

    /// <summary>Tells whether a workload is asked for.</summary>
    public bool Wants(string workload) => Only.Length == 0 || Only.Contains(workload, StringComparer.OrdinalIgnoreCase);

    private Options? With(string name, string value) => name switch
    {
        "--server" => this with { Server = value },
        "--records" => this with { Records = [.. value.Split(',').Select(size => int.Parse(size, NumberStyles.AllowThousands, CultureInfo.InvariantCulture))] },
        "--store" when value is "postgres" or "sqlite" => this with { IsSqlite = value == "sqlite" },
        "--only" => this with { Only = value.Split(',') },
        "--rounds" => this with { Rounds = int.Parse(value, CultureInfo.InvariantCulture) },
        "--seconds" => this with { Seconds = TimeSpan.FromSeconds(double.Parse(value, CultureInfo.InvariantCulture)) },
        "--keep" => this with { Keep = Path.GetFullPath(value) },
        _ => null,
    };
}
