namespace PrivacyCrm.Tests;

/// <summary>A positive number made of a name, the same in every run.</summary>
public static class StableNumber
{
    public static long Of(string name)
    {
        ulong hash = 14695981039346656037;
        foreach (char unit in name)
        {
            hash = (hash ^ unit) * 1099511628211;
        }

        return (long)(hash >> 2);
    }
}
