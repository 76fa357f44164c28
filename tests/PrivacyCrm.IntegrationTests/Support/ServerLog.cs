using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace PrivacyCrm.IntegrationTests.Support;

/// <summary>Everything a server logs, as one text.</summary>
public sealed class ServerLog : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _lines = new();

    /// <summary>The log so far.</summary>
    public string Text => string.Join('\n', _lines);

    /// <summary>The last failure the server logged.</summary>
    public string LastError => _lines.LastOrDefault(line => line.StartsWith(nameof(LogLevel.Error), StringComparison.Ordinal)) ?? string.Empty;

    public ILogger CreateLogger(string categoryName) => new Writer(categoryName, _lines);

    public void Dispose()
    {
        // Nothing is held open.
    }

    private sealed class Writer(string category, ConcurrentQueue<string> lines) : ILogger
    {
        // The server's own log writes no scopes.
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{logLevel} {category} {formatter(state, exception)} {exception}");
    }
}
