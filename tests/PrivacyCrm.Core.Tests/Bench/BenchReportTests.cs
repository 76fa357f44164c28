using System.Xml.Linq;
using PrivacyCrm.Bench;
using PrivacyCrm.Bench.Load;

namespace PrivacyCrm.Core.Tests.Bench;

public sealed class BenchReportTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Theory]
    [InlineData(0.5, 50)]
    [InlineData(0.99, 99)]
    [InlineData(1, 100)]
    [InlineData(0.001, 1)]
    public void Percentile_is_the_value_that_so_many_do_not_exceed(double share, long expected) =>
        Assert.Equal(expected, Percentiles.Of([.. Enumerable.Range(1, 100).Select(number => (long)number)], share));

    [Fact]
    public void Nothing_measured_has_no_percentile() => Assert.Equal(0, Percentiles.Of([], 0.5));

    [Theory]
    [InlineData(new double[] { 3, 1, 2 }, 2)]
    [InlineData(new double[] { 4, 1, 2, 3 }, 2.5)]
    public void Median_is_the_middle(double[] values, double expected) => Assert.Equal(expected, Percentiles.Median(values));

    [Fact]
    public void Chart_has_a_bar_for_each_value_as_long_as_the_value_and_a_line_for_each_target()
    {
        SvgBars chart = new("Reads & writes", ["10", "1000"], [new SvgBar("by id <1>", [1, 0.5], 0.7), new SvgBar("list", [0.25, 0.25])]);

        XElement svg = XDocument.Parse(chart.ToString()).Root!;

        double[] lengths = [.. svg.Elements(Svg + "rect").Skip(2).Select(bar => (double)bar.Attribute("width")!)];
        Assert.Equal([1, 0.5, 0.25, 0.25], lengths.Select(length => Math.Round(length / lengths[0], 2)));
        Assert.Equal(2, svg.Elements(Svg + "line").Count(line => (string?)line.Attribute("class") == "target"));
        Assert.Contains(svg.Elements(Svg + "text"), text => text.Value == "by id <1>");
    }
}
