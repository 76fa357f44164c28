using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Tests;

namespace PrivacyCrm.Core.Tests.Support;

/// <summary>What becomes of values, in one line each, so that tables of them read like documentation.</summary>
internal static class Reading
{
    public static readonly Organization Organization = An.Organization
        .In("Europe/Berlin")
        .With(A.User(2_000_000_000_000_002, "Bob", "Miller"))
        .With(A.Module().With(A.Field.Text(), A.Field.Layout()), A.Module("Deals").With(A.Field.Layout()));

    /// <summary><c>stored key comparable</c>, or what is wrong with the value.</summary>
    public static string Of(Field field, string json) => Tell(Read(field, json));

    public static ReadOutcome Read(Field field, string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return field.Type.Read(document.RootElement, new FieldInput(field, Organization));
    }

    /// <summary>How a value is shown after it was stored.</summary>
    public static string Shown(Field field, string json) => Written(writer =>
    {
        ReadOutcome outcome = Read(field, json);
        if (outcome.Value.Json is { } stored)
        {
            field.Type.Write(writer, Encoding.UTF8.GetBytes(stored), field, Context(field));
        }
        else
        {
            field.Type.WriteAbsent(writer, Context(field));
        }
    });

    /// <summary>The key that a value in criteria stands for, or the first and the last of them.</summary>
    public static string Sought(Field field, string text) => field.Type.ParseKey(text, field, Organization) switch
    {
        null => "no value",
        { IsPoint: true } point => point.Low,
        { } range => $"{range.Low} to {range.High}",
    };

    /// <summary>The comparison an operator means.</summary>
    public static string Compared(Field field, string operatorName, params string[] values)
    {
        CriteriaOperator criteriaOperator = field.Type.Operators.Single(one => one.Name == operatorName);
        ImmutableArray<KeyRange> ranges = [.. values.Select(value => field.Type.ParseKey(value, field, Organization)!.Value)];
        KeyComparison comparison = field.Type.Compare(criteriaOperator, ranges);
        return $"{comparison.Test} {string.Join(' ', comparison.Keys)}".Replace(Keys.Separator, '|').TrimEnd();
    }

    public static string Written(Action<Utf8JsonWriter> write)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static ViewContext Context(Field field)
    {
        Module module = A.Module().With(field);
        return new ViewContext(module, Organization, Organization.TimeZone, new Dictionary<long, string> { [5_000_000_000_000_001] = "Ann Smith" });
    }

    private static string Tell(ReadOutcome outcome)
    {
        if (outcome.Problem is { } problem)
        {
            string at = problem.SubPath.Length > 0 ? $" at {problem.SubPath}" : string.Empty;
            return problem switch
            {
                { IsUnknownId: true } => $"unknown id{at}",
                { MaximumLength: { } length } => $"longer than {length}{at}",
                _ => $"not {problem.ExpectedDataType}{at}",
            };
        }

        string told = outcome.Value.Json ?? "nothing";
        told += outcome.Value.Key is { } key ? $" key {key}" : string.Empty;
        return told.Replace(Keys.Separator, '|');
    }
}
