namespace PrivacyCrm.Core.Limits;

/// <summary>The editions of the original, each with limits of its own.</summary>
public enum Edition
{
    /// <summary>5,000 credits, 5 calls at once.</summary>
    Free = 1,

    /// <summary>50,000 credits and 250 for each user, at most 100,000; 10 calls at once.</summary>
    Standard = 2,

    /// <summary>50,000 credits and 500 for each user, at most 3 million; 15 calls at once.</summary>
    Professional = 3,

    /// <summary>50,000 credits and 1,000 for each user, at most 5 million; 20 calls at once.</summary>
    Enterprise = 4,

    /// <summary>50,000 credits and 2,000 for each user; 25 calls at once.</summary>
    Ultimate = 5,
}
