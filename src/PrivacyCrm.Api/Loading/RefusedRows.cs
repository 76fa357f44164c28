using System.Globalization;
using System.Text;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Records;

namespace PrivacyCrm.Api.Loading;

/// <summary>
/// The file that tells which rows were refused and why: row, code and field, never a value. Lines are on the disk before their batch is
/// committed, so none is lost; those of a batch that was not committed are removed when the load goes on.
/// </summary>
internal sealed class RefusedRows : IDisposable
{
    private const string Header = "row,code,api_name";

    // Comes before the lines of a batch that are not the first ones, since a lost race decided about it anew.
    private const string Again = "again";

    private readonly Lock _lock = new();
    private readonly HashSet<long> _told = [];
    private readonly FileStream _file;

    private RefusedRows(string path) => (Path, _file) = (path, new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read));

    /// <summary>Gets where it is.</summary>
    public string Path { get; }

    /// <summary>Opens it beside a file that is loaded.</summary>
    /// <param name="input">The file.</param>
    /// <param name="isWritten">Tells whether the outcome of a row is committed.</param>
    /// <returns>The refused rows.</returns>
    public static RefusedRows Open(string input, Func<long, bool> isWritten)
    {
        string path = $"{input}.refused.csv";
        Tidy(path, isWritten);
        return new RefusedRows(path);
    }

    /// <summary>Adds those of a batch, and waits until they are on the disk.</summary>
    public void Add(long firstRow, IReadOnlyList<RowOutcome> outcomes)
    {
        StringBuilder lines = new();
        if (IsTold(firstRow))
        {
            lines.Append(CultureInfo.InvariantCulture, $"{firstRow},{Again},{outcomes.Count}\r\n");
        }

        foreach ((int index, RowOutcome outcome) in outcomes.Index())
        {
            foreach (CrmError error in ErrorsOf(outcome))
            {
                lines.Append(CultureInfo.InvariantCulture, $"{firstRow + index},{error.Code},{error.Details.Find("api_name")}\r\n");
            }
        }

        if (lines.Length > 0)
        {
            lock (_lock)
            {
                _told.Add(firstRow);
                _file.Write(Encoding.UTF8.GetBytes(lines.ToString()));
                _file.Flush(flushToDisk: true);
            }
        }
    }

    /// <summary>Brings the lines into the order of the rows, each once.</summary>
    public void Finish()
    {
        Dispose();
        Tidy(Path, _ => true);
    }

    public void Dispose() => _file.Dispose();

    private bool IsTold(long firstRow)
    {
        lock (_lock)
        {
            return _told.Contains(firstRow);
        }
    }

    private static CrmError[] ErrorsOf(RowOutcome outcome) => outcome.Error switch
    {
        null => [],
        { } error => error.Details.Find("errors") as CrmError[] ?? [error],
    };

    // A file without a refusal is no file.
    private static void Tidy(string path, Func<long, bool> isWritten)
    {
        if (!File.Exists(path))
        {
            return;
        }

        List<(long Row, string Line)> lines = [];
        foreach (string line in File.ReadLines(path))
        {
            if (line.Split(',') is not [string first, string code, string name] || !long.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out long row))
            {
                // The header, or a line that was not written to its end.
                continue;
            }

            if (code == Again)
            {
                long end = row + int.Parse(name, CultureInfo.InvariantCulture);
                lines.RemoveAll(one => one.Row >= row && one.Row < end);
            }
            else if (isWritten(row))
            {
                lines.Add((row, line));
            }
        }

        string tidied = $"{path}.new";
        File.WriteAllLines(tidied, [Header, .. lines.OrderBy(one => one.Row).Select(one => one.Line)]);
        File.Move(tidied, path, overwrite: true);
        if (lines.Count == 0)
        {
            File.Delete(path);
        }
    }
}
