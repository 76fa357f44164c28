namespace PrivacyCrm.Store.Rows;

/// <summary>What questions and answers have in common: who, about what, and how long.</summary>
internal interface IConsentRow : IOrganizationRow
{
    long Id { get; }

    int Audience { get; }

    long SubjectId { get; }

    long TargetId { get; }

    long Expires { get; }

    /// <summary>When somebody closed or ended it; null when nobody did, even if it has run out.</summary>
    long? EndedTime { get; }

    /// <summary>The number of the state of a closed request, or of the reason that ended a grant.</summary>
    int? Outcome { get; }

    string Definition { get; }
}
