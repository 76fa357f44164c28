using System.Collections.Immutable;
using PrivacyCrm.Core.Organizations;

namespace PrivacyCrm.Core.Consents;

/// <summary>Finds components that are there for somebody, and the facts that decide whether they may run.</summary>
public static class ComponentFinder
{
    // The one that counts, and the last one before it; more are never looked at.
    private const int Recent = 5;

    /// <summary>Finds a component that is there for the caller. Administrators see all but personal ones of others.</summary>
    /// <param name="reads">Where components are.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="kind">The kind; null for any.</param>
    /// <param name="id">The id; null finds none.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The component, or null.</returns>
    public static async Task<Component?> FindAsync(IConsentReads reads, Caller caller, ComponentKind? kind, long? id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reads);
        return id is { } known && await reads.FindComponentAsync(known, cancellationToken) is { } found && (kind is null || found.Kind == kind)
            && IsThereFor(found, caller, await TeamsOfAsync(reads, caller.User.Id, cancellationToken))
                ? found
                : null;
    }

    /// <summary>Lists components of a kind that are there for the caller, by id.</summary>
    /// <param name="reads">Where components are.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="kind">The kind.</param>
    /// <param name="after">The id that they come after.</param>
    /// <param name="maximum">How many at most.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The components.</returns>
    public static async Task<ImmutableArray<Component>> ListAsync(IConsentReads reads, Caller caller, ComponentKind kind, long after, int maximum, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reads);
        ArgumentNullException.ThrowIfNull(caller);
        ImmutableArray<long> teams = await TeamsOfAsync(reads, caller.User.Id, cancellationToken);
        List<Component> found = [];
        ImmutableArray<Component> next;
        do
        {
            next = await reads.ListComponentsAsync(kind, after, maximum, cancellationToken);
            found.AddRange(next.Where(component => IsThereFor(component, caller, teams)));
            after = next is [.., { } last] ? last.Id : after;
        }
        while (found.Count < maximum && next.Length == maximum);
        return [.. found.Take(maximum)];
    }

    /// <summary>Tells whether a component is there for somebody.</summary>
    /// <param name="component">The component.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="teams">The teams of the caller.</param>
    /// <returns>True when it is.</returns>
    public static bool IsThereFor(Component component, Caller caller, IReadOnlyCollection<long> teams)
    {
        ArgumentNullException.ThrowIfNull(component);
        ArgumentNullException.ThrowIfNull(caller);
        return component.IsVisibleTo(caller.User.Id, teams) || (caller.Profile.MayCustomize && component.Scope != ComponentScope.Personal);
    }

    /// <summary>The teams of a user.</summary>
    /// <param name="reads">Where teams are.</param>
    /// <param name="userId">The user.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>Their ids.</returns>
    public static async Task<ImmutableArray<long>> TeamsOfAsync(IConsentReads reads, long userId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reads);
        return [.. (await reads.ListTeamsAsync(cancellationToken)).Where(team => team.UserIds.Contains(userId)).Select(team => team.Id)];
    }

    /// <summary>Reads the facts about a component that a user wants to run.</summary>
    /// <param name="reads">Where they are.</param>
    /// <param name="organizationId">The organization.</param>
    /// <param name="componentId">The component.</param>
    /// <param name="userId">The user.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The facts; null when the component is not there for the user.</returns>
    public static async Task<ConsentFacts?> FactsAsync(IConsentReads reads, long organizationId, long componentId, long userId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reads);
        ImmutableArray<long> teams = await TeamsOfAsync(reads, userId, cancellationToken);
        if (await reads.FindComponentAsync(componentId, cancellationToken) is not { } component || !component.IsVisibleTo(userId, teams))
        {
            return null;
        }

        ConsentFacts facts = new() { Component = component, Grants = await GrantsAsync(reads, new ConsentSubject(Audience.User, userId), componentId, cancellationToken) };
        return component.ExtensionId is { } extensionId && await reads.FindExtensionAsync(extensionId, cancellationToken) is { } extension
            ? facts with { Extension = extension, Installed = await InstalledAsync(reads, organizationId, extension, teams, cancellationToken) }
            : facts;
    }

    /// <summary>The newest consents of a subject.</summary>
    /// <param name="reads">Where they are.</param>
    /// <param name="subject">Who consents.</param>
    /// <param name="targetId">The component or extension.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The consents, the newest first.</returns>
    public static Task<ImmutableArray<Grant>> GrantsAsync(IConsentReads reads, ConsentSubject subject, long targetId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reads);
        return reads.ListGrantsAsync(ConsentFilter.Of(subject, targetId) with { Limit = Recent }, cancellationToken);
    }

    private static async Task<ImmutableArray<(ConsentSubject Subject, ImmutableArray<Grant> Grants)>> InstalledAsync(
        IConsentReads reads, long organizationId, Extension extension, ImmutableArray<long> teams, CancellationToken cancellationToken)
    {
        List<(ConsentSubject, ImmutableArray<Grant>)> installed = [];
        foreach (ConsentSubject subject in extension.Installation?.Subjects(organizationId) ?? [])
        {
            if (subject.Audience == Audience.Organization || teams.Contains(subject.Id))
            {
                installed.Add((subject, await GrantsAsync(reads, subject, extension.Id, cancellationToken)));
            }
        }

        return [.. installed];
    }
}
