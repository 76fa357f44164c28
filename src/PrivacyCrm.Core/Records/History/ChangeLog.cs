using System.Text;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Schema.Types;

namespace PrivacyCrm.Core.Records.History;

/// <summary>
/// Which fields one write set, with the values before and after: <c>{"3":["old","new"],"7":0}</c> by field number, 0 for a value that
/// stayed. Fields that stayed are kept because what is told of a closed field must not depend on its value: whether a written value
/// is the one that was there is for nobody to find out.
/// </summary>
internal sealed class ChangeLog
{
    /// <summary>Longer texts are cut: a history of novels would outgrow its records.</summary>
    public const int MaximumTextLength = 1_000;

    private readonly Dictionary<Field, string?> _before = [];

    /// <summary>Gets a value indicating whether no field was set.</summary>
    public bool IsEmpty => !_before.Keys.Any(IsTold);

    /// <summary>Notes a value before a field is set for the first time.</summary>
    public void Note(Field field, string? before)
    {
        if (field.Type is not RecordTimeType && field.ApiName is not ("Created_By" or "Modified_By"))
        {
            _before.TryAdd(field, before);
        }
    }

    /// <summary>Writes the log in the module's order.</summary>
    public string? ToJson(Module module, Func<Field, string?> after)
    {
        StringBuilder json = new();
        foreach (Field field in module.Fields)
        {
            if (_before.TryGetValue(field, out string? before) && IsTold(field))
            {
                json.Append(json.Length == 0 ? '{' : ',').Append('"').Append(field.Number).Append("\":");
                Write(json, before, after(field));
            }
        }

        return json.Length == 0 ? null : json.Append('}').ToString();
    }

    // A full name is made anew with every write; it counts when one of its parts was written.
    private bool IsTold(Field field) => field.Type is not FullNameType || _before.Keys.Any(other => FullNameType.Parts.Contains(other.ApiName));

    private static void Write(StringBuilder json, string? before, string? after)
    {
        if (before == after)
        {
            json.Append('0');
        }
        else
        {
            json.Append('[').Append(Shorten(before)).Append(',').Append(Shorten(after)).Append(']');
        }
    }

    private static string Shorten(string? json)
    {
        if (json is not ['"', ..] || json.Length <= MaximumTextLength)
        {
            return json ?? "null";
        }

        string text = JsonText.Unquote(json);
        int length = Math.Min(text.Length, MaximumTextLength);
        return JsonText.Quote(text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)]);
    }
}
