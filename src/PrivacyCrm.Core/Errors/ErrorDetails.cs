using System.Text.Json;

namespace PrivacyCrm.Core.Errors;

/// <summary>The <c>details</c> object of an answer: ordered names with texts, numbers, lists or further objects.</summary>
public sealed class ErrorDetails
{
    /// <summary>Details without a member.</summary>
    public static readonly ErrorDetails Empty = new([]);

    private readonly (string Name, object? Value)[] _members;

    private ErrorDetails((string Name, object? Value)[] members) => _members = members;

    /// <summary>Gets a value indicating whether there is nothing to tell.</summary>
    public bool IsEmpty => _members.Length == 0;

    /// <summary>Makes details of the given members, in their order.</summary>
    /// <param name="members">Values are text, a number, a flag, null, a list of texts, <see cref="ErrorDetails"/> or <see cref="CrmError"/> lists.</param>
    /// <returns>The details.</returns>
    public static ErrorDetails Of(params (string Name, object? Value)[] members) => new(members);

    /// <summary>Returns the value of a member, or null.</summary>
    /// <param name="name">The member's name.</param>
    /// <returns>The value.</returns>
    public object? Find(string name) => Array.Find(_members, member => member.Name == name).Value;

    /// <summary>Writes the details as a JSON object.</summary>
    /// <param name="writer">Where to write.</param>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        foreach ((string name, object? value) in _members)
        {
            writer.WritePropertyName(name);
            WriteValue(writer, value);
        }

        writer.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null: writer.WriteNullValue(); break;
            case string text: writer.WriteStringValue(text); break;
            case int number: writer.WriteNumberValue(number); break;
            case bool flag: writer.WriteBooleanValue(flag); break;
            case ErrorDetails nested: nested.WriteTo(writer); break;
            case CrmError error: error.WriteTo(writer); break;
            case IEnumerable<object> list: WriteList(writer, list); break;
            default: throw new InvalidOperationException("Details hold only texts, numbers, flags, lists and objects.");
        }
    }

    private static void WriteList(Utf8JsonWriter writer, IEnumerable<object> list)
    {
        writer.WriteStartArray();
        foreach (object item in list)
        {
            WriteValue(writer, item);
        }

        writer.WriteEndArray();
    }
}
