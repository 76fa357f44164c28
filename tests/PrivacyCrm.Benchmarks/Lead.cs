using System.Text;
using PrivacyCrm.Bench.Load;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Tests;

namespace PrivacyCrm.Benchmarks;

/// <summary>A lead of the module that every organization has, and who reads it.</summary>
internal static class Lead
{
    private static readonly Module Module = DefaultModules.For(OrganizationBuilder.DefaultId).Single(module => module.ApiName == "Leads");

    /// <summary>A lead as it is sent.</summary>
    public static string Json { get; } = Made();

    /// <summary>Somebody of an organization with privacy on, where e-mail addresses are closed.</summary>
    public static Caller Private { get; } = A.Caller(An.Organization.With(Marked()).WithPrivacyOn());

    /// <summary>Somebody of an organization without privacy.</summary>
    public static Caller Open { get; } = A.Caller(An.Organization.With(Module));

    /// <summary>The module as a caller's organization has it.</summary>
    public static Module ModuleOf(Caller caller) => caller.Organization.FindModule("Leads")!;

    /// <summary>The plan of a record with everything there is to show.</summary>
    public static ReadPlan PlanOf(Caller caller) =>
        ReadPlanner.Show(caller, ModuleOf(caller), null, isList: false).Value();

    private static string Made()
    {
        StringBuilder json = new();
        Leads.Append(json, 1);
        return json.ToString();
    }

    private static Module Marked() => Module with
    {
        Fields = [.. Module.Fields.Select(field => field.ApiName == "Email" ? field with { Personal = PersonalMark.High } : field)],
    };
}
