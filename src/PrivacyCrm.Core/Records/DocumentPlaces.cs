using System.Collections.Immutable;
using System.Text;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Records;

/// <summary>The order in which documents of a module are written, and which of their members are wanted.</summary>
internal sealed class DocumentPlaces
{
    private readonly (byte[] Name, int Wanted)[] _members;

    /// <summary>Initializes a new instance of the <see cref="DocumentPlaces"/> class.</summary>
    /// <param name="members">The fields of the module, in the order of documents.</param>
    /// <param name="wanted">The fields wanted.</param>
    public DocumentPlaces(ImmutableArray<Field> members, ImmutableArray<PlannedField> wanted)
    {
        Dictionary<string, int> indexes = wanted.Select((planned, index) => (planned.Field.ApiName, index)).ToDictionary(StringComparer.Ordinal);
        _members = [.. members.Select(field => (Encoding.UTF8.GetBytes(field.ApiName), indexes.GetValueOrDefault(field.ApiName, -1)))];
    }

    /// <summary>Finds a member, beginning at the one that is expected.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="expected">The member that would be next; then the one after that which was found.</param>
    /// <returns>Which of the wanted fields it is, or -1.</returns>
    public int Find(ReadOnlySpan<byte> name, ref int expected)
    {
        (byte[] Name, int Wanted)[] members = _members;
        for (int step = 0; step < members.Length; step++)
        {
            int index = expected + step;
            index = index >= members.Length ? index - members.Length : index;
            if (name.SequenceEqual(members[index].Name))
            {
                expected = index + 1;
                return members[index].Wanted;
            }
        }

        return -1;
    }
}
