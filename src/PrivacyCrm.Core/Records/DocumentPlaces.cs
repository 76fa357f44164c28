using System.Collections.Immutable;
using System.Text;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Records;

/// <summary>The order in which documents of a module are written, and which of their members are wanted.</summary>
internal sealed class DocumentPlaces
{
    private readonly (byte[] Key, int Wanted)[] _members;

    /// <summary>Initializes a new instance of the <see cref="DocumentPlaces"/> class.</summary>
    /// <param name="members">The fields of the module, in the order of documents.</param>
    /// <param name="wanted">The fields wanted.</param>
    public DocumentPlaces(ImmutableArray<Field> members, ImmutableArray<PlannedField> wanted)
    {
        Dictionary<string, int> indexes = wanted.Select((planned, index) => (planned.Field.ApiName, index)).ToDictionary(StringComparer.Ordinal);
        _members = [.. members.Select(field => (Encoding.UTF8.GetBytes($"\"{field.ApiName}\":"), indexes.GetValueOrDefault(field.ApiName, -1)))];
    }

    /// <summary>Finds the member that comes next, if it is one of those that stand behind the last one in the order of documents.</summary>
    /// <param name="json">The rest of a document, beginning with a key.</param>
    /// <param name="expected">The member that would be next; then the one after that which was found.</param>
    /// <param name="wanted">Which of the wanted fields it is, or -1.</param>
    /// <returns>The length of the key with its quotation marks and the colon; 0 for another key.</returns>
    public int FindNext(ReadOnlySpan<byte> json, ref int expected, out int wanted)
    {
        (byte[] Key, int Wanted)[] members = _members;
        for (int index = expected; index < members.Length; index++)
        {
            if (json.StartsWith(members[index].Key))
            {
                expected = index + 1;
                wanted = members[index].Wanted;
                return members[index].Key.Length;
            }
        }

        wanted = -1;
        return 0;
    }

    /// <summary>Finds a member anywhere.</summary>
    /// <param name="key">Its key with quotation marks and the colon.</param>
    /// <param name="expected">Becomes the member after it.</param>
    /// <returns>Which of the wanted fields it is, or -1.</returns>
    public int Find(ReadOnlySpan<byte> key, ref int expected)
    {
        int from = 0;
        if (FindNext(key, ref from, out int wanted) > 0)
        {
            expected = from;
        }

        return wanted;
    }
}
