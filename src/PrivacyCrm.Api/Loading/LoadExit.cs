namespace PrivacyCrm.Api.Loading;

/// <summary>How a load ended, as the exit code of the process.</summary>
internal enum LoadExit
{
    /// <summary>Every row is a record.</summary>
    Loaded = 0,

    /// <summary>The file was loaded to its end, and rows were refused.</summary>
    RowsRefused = 1,

    /// <summary>The command cannot be done; nothing was loaded by it.</summary>
    NotBegun = 2,

    /// <summary>The load stopped before the end of the file; the same command goes on.</summary>
    Stopped = 3,

    /// <summary>Somebody stopped it; the same command goes on.</summary>
    Interrupted = 130,
}
