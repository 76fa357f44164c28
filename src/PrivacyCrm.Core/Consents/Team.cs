using System.Collections.Immutable;

namespace PrivacyCrm.Core.Consents;

/// <summary>Some users of an organization, for whom components are made and extensions installed.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What people call it.</param>
/// <param name="UserIds">Its members.</param>
public sealed record Team(long Id, string Name, ImmutableArray<long> UserIds);
