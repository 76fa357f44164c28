namespace PrivacyCrm.Store.Records;

/// <summary>A column of a table.</summary>
/// <param name="Name">Its name, one of our own.</param>
/// <param name="Type">What values are sent as: whole numbers, flags or texts.</param>
/// <param name="Cast">What the database makes of a value, such as <c>::integer[]</c>, which would not be in its place in an array of arrays.</param>
internal readonly record struct TableColumn(string Name, Type Type, string Cast = "")
{
    public static TableColumn Number(string name) => new(name, typeof(long));

    public static TableColumn Flag(string name) => new(name, typeof(bool));

    public static TableColumn Text(string name) => new(name, typeof(string));
}
