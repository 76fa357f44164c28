namespace PrivacyCrm.Store.Records;

/// <summary>A column of a table.</summary>
/// <param name="Name">Its name, one of our own.</param>
/// <param name="Type">What it holds: whole numbers, flags or texts.</param>
internal readonly record struct TableColumn(string Name, Type Type)
{
    public static TableColumn Number(string name) => new(name, typeof(long));

    public static TableColumn Flag(string name) => new(name, typeof(bool));

    public static TableColumn Text(string name) => new(name, typeof(string));
}
