using System.Globalization;
using System.Net;
using System.Text;

namespace PrivacyCrm.Bench;

/// <summary>A chart of horizontal bars, readable on light and on dark pages.</summary>
/// <param name="title">Its title.</param>
/// <param name="series">The names of the bars of a row.</param>
/// <param name="rows">The rows.</param>
internal sealed class SvgBars(string title, IReadOnlyList<string> series, IReadOnlyList<SvgBar> rows)
{
    private const int Width = 820;
    private const int Left = 250;
    private const int Right = 60;
    private const int Top = 76;
    private const int Thickness = 12;
    private const int Gap = 12;

    private const string Style =
        """
        text { font: 13px system-ui, sans-serif; fill: #24292f }
        .title { font-size: 16px; font-weight: 600 } .small { font-size: 11px; fill: #57606a }
        .s0 { fill: #4c8dd6 } .s1 { fill: #1b4f91 } .s2 { fill: #7c5cc4 }
        .line { stroke: #57606a; stroke-width: 1 } .faint { stroke: #d0d7de; stroke-width: 1 } .target { stroke: #d1541f; stroke-width: 2 }
        @media (prefers-color-scheme: dark) {
          text { fill: #e6edf3 } .small { fill: #9198a1 } .s0 { fill: #79b8ff } .s1 { fill: #388bfd } .s2 { fill: #b392f0 }
          .line { stroke: #9198a1 } .faint { stroke: #30363d } .target { stroke: #ff9b5e }
        }
        """;

    private readonly StringBuilder _svg = new();

    private double Greatest => Math.Max(1, rows.SelectMany(row => row.Values).DefaultIfEmpty().Max());

    private int RowHeight => (series.Count * (Thickness + 1)) + Gap;

    private int Bottom => Top + (rows.Count * RowHeight);

    public override string ToString()
    {
        _svg.Clear();
        Add($"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {Bottom + 24}" role="img" aria-label="{Text(title)}">""");
        Add($"<style>\n{Style}\n</style>");
        Add($"""<text class="title" x="16" y="26">{Text(title)}</text>""");
        AddLegend();
        AddScale();
        for (int row = 0; row < rows.Count; row++)
        {
            AddRow(rows[row], Top + (row * RowHeight));
        }

        Add($"</svg>");
        return _svg.ToString();
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    private double X(double value) => Left + (value / Greatest * (Width - Left - Right));

    private void AddLegend()
    {
        int x = 16;
        for (int index = 0; index < series.Count; index++)
        {
            Add($"""<rect class="s{index}" x="{x}" y="40" width="12" height="12" rx="2"/><text class="small" x="{x + 17}" y="50">{Text(series[index])}</text>""");
            x += 40 + (series[index].Length * 7);
        }

        Add($"""<line class="target" x1="{x}" y1="40" x2="{x}" y2="52"/><text class="small" x="{x + 8}" y="50">target</text>""");
    }

    private void AddScale()
    {
        for (double value = 0; value <= Greatest + 0.001; value += 0.25)
        {
            Add($"""<line class="{(value is 0 or 1 ? "line" : "faint")}" x1="{X(value):0.#}" y1="{Top - 6}" x2="{X(value):0.#}" y2="{Bottom}"/>""");
            Add($"""<text class="small" x="{X(value):0.#}" y="{Bottom + 15}" text-anchor="middle">{(value == 1 ? "1 = floor" : value.ToString("0.##", CultureInfo.InvariantCulture))}</text>""");
        }
    }

    private void AddRow(SvgBar row, int top)
    {
        int height = row.Values.Count * (Thickness + 1);
        Add($"""<text x="{Left - 10}" y="{top + (height / 2) + 4}" text-anchor="end">{Text(row.Label)}</text>""");
        for (int index = 0; index < row.Values.Count; index++)
        {
            int y = top + (index * (Thickness + 1));
            double value = row.Values[index];
            Add($"""<rect class="s{index}" x="{Left}" y="{y}" width="{X(value) - Left:0.#}" height="{Thickness}" rx="2"/>""");
            Add($"""<text class="small" x="{X(value) + 5:0.#}" y="{y + 10}">{value:0.00}</text>""");
        }

        if (row.Target is { } target)
        {
            Add($"""<line class="target" x1="{X(target):0.#}" y1="{top - 3}" x2="{X(target):0.#}" y2="{top + height + 2}"/>""");
        }
    }

    private void Add(FormattableString line) => _svg.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
