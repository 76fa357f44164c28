using System.Text;

namespace PrivacyCrm.Api.Bulk;

/// <summary>Reads CSV that somebody sent, row by row and within limits: neither a long cell nor a wide row fills the memory.</summary>
/// <param name="text">The text.</param>
internal sealed class CsvRows(TextReader text)
{
    /// <summary>The greatest number of columns.</summary>
    public const int MaximumColumns = 1_000;

    private const int MaximumRow = 2_000_000;

    private readonly StringBuilder _cell = new();
    private int _length;

    /// <summary>Reads the next row that has any cell.</summary>
    /// <returns>The cells; null after the last row.</returns>
    /// <exception cref="InvalidDataException">The row is too long, or a quote does not end.</exception>
    public List<string>? Next()
    {
        while (text.Peek() >= 0)
        {
            List<string> row = ReadRow();
            if (row.Count > 1 || row[0].Length > 0)
            {
                return row;
            }
        }

        return null;
    }

    private List<string> ReadRow()
    {
        List<string> row = [];
        _length = 0;
        while (true)
        {
            bool isLast = ReadCell();
            row.Add(_cell.ToString());
            _cell.Clear();
            if (row.Count > MaximumColumns)
            {
                throw new InvalidDataException("Too many columns.");
            }

            if (isLast)
            {
                return row;
            }
        }
    }

    // Answers whether the row ends with the cell.
    private bool ReadCell()
    {
        bool isQuoted = false;
        while (true)
        {
            int next = text.Read();
            if (++_length > MaximumRow || (next < 0 && isQuoted))
            {
                throw new InvalidDataException("A row without end.");
            }

            switch (next)
            {
                case '"' when isQuoted && text.Peek() == '"':
                    _cell.Append((char)text.Read());
                    break;
                case '"' when isQuoted || _cell.Length == 0:
                    isQuoted = !isQuoted;
                    break;
                case ',' when !isQuoted:
                    return false;
                case '\r' when !isQuoted && text.Peek() == '\n':
                    break;
                case '\n' or '\r' when !isQuoted:
                case < 0:
                    return true;
                default:
                    _cell.Append((char)next);
                    break;
            }
        }
    }
}
