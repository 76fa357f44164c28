using System.Collections.Immutable;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Privacy;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Tests.Support;
using PrivacyCrm.Tests;

namespace PrivacyCrm.Core.Tests.Records;

/// <summary>Two stores that differ only in values closed to a caller answer any read by that caller with the same bytes, refusals included.</summary>
public sealed class NonInterferenceTests
{
    private const long FirstLead = 5_000_000_000_000_100;
    private const long FirstContact = 5_000_000_000_000_200;
    private const int Records = 4;

    private static readonly string[] LeadFields =
        ["First_Name", "Last_Name", "Email", "Second_Email", "Phone", "Remarks", "Choices", "Flag", "Count", "Contact", "Day"];

    private static readonly string[] ContactFields = ["First_Name", "Last_Name"];

    [Fact]
    public void Closed_values_change_no_answer() =>
        Prop.ForAll(Worlds.ToArbitrary(), async world =>
        {
            InMemoryRecordStore one = world.Fill(world.Values);
            InMemoryRecordStore other = world.Fill(world.WithOtherClosedValues());
            foreach (Question question in world.Questions)
            {
                string answer = await world.AskAsync(one, question);
                if (answer != await world.AskAsync(other, question))
                {
                    return false;
                }
            }

            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public async Task Open_values_do_change_answers()
    {
        World world = Worlds.Sample(1).First() with { Marks = [.. Enumerable.Repeat(PersonalMark.None, LeadFields.Length + ContactFields.Length)] };
        ImmutableArray<string> nothing = [.. Enumerable.Repeat("null", world.Values.Length)];
        Question question = new() { Kind = "list", Query = new ListQuery { Version = "v2" } };

        string before = await world.AskAsync(world.Fill(nothing), question);
        string after = await world.AskAsync(world.Fill(nothing.SetItem(1, "\"ann\"")), question);

        Assert.NotEqual(before, after);
    }

    [Fact]
    public void Closed_fields_are_there_to_be_tested() =>
        Assert.Contains(Worlds.Sample(50), world => !world.WithOtherClosedValues().SequenceEqual(world.Values));

    private static Gen<World> Worlds { get; } =
        from marks in Gen.Elements(PersonalMark.None, PersonalMark.None, PersonalMark.Unrated, PersonalMark.Low, PersonalMark.High).ListOf(LeadFields.Length + ContactFields.Length)
        from restriction in Gen.Elements(Sensitivity.Sensitive, Sensitivity.Normal, Sensitivity.All)
        from chosen in Gen.SubListOf("Leads", "Contacts")
        from values in Values(Records)
        from others in Values(Records)
        from questions in Questions.ListOf(12)
        select new World([.. marks], new PrivacySettings { IsEnabled = true, Modules = [.. chosen], ApiRestriction = restriction }, values, others, [.. questions]);

    private static Gen<ImmutableArray<string>> Values(int records) =>
        from leads in ListOfAll(LeadFields, records)
        from contacts in ListOfAll(ContactFields, records)
        select leads.AddRange(contacts);

    private static Gen<ImmutableArray<string>> ListOfAll(string[] fields, int records) => Enumerable.Range(0, records)
        .SelectMany(_ => fields)
        .Aggregate(Gen.Constant(ImmutableArray<string>.Empty), (all, field) => from list in all from value in ValueOf(field) select list.Add(value));

    private static Gen<string> ValueOf(string field) => field switch
    {
        "Email" or "Second_Email" => Gen.Elements("null", "\"ann@example.com\"", "\"bob@example.com\""),
        "Phone" => Gen.Elements("null", "\"555-1234\"", "\"+1 555 1234\"", "\"777\""),
        "Choices" => Gen.Elements("null", "[\"A\"]", "[\"A\",\"B\"]"),
        "Flag" => Gen.Elements("true", "false"),
        "Count" => Gen.Elements("null", "1", "2", "-3"),
        "Contact" => Gen.Elements("null", $"\"{FirstContact}\"", $"\"{FirstContact + 1}\"", $"\"{FirstContact + 99}\""),
        "Day" => Gen.Elements("null", "\"2026-03-14\"", "\"2026-03-15\""),
        _ => Gen.Elements("null", "\"ann\"", "\"Bob Ann\"", "\"x\""),
    };

    private static Gen<string> Conditions { get; } = Gen.OneOf(FieldConditions(), FieldConditions(), NameConditions());

    private static Gen<string> NameConditions() =>
        from criteriaOperator in Gen.Elements("equals", "not_equal", "in")
        from value in Gen.Elements("ann", "x", "bob ann", "ann ann", "ann x", "x ann", "x x", "x,ann,bob ann,ann x,x ann,ann ann", "5000000000000200")
        select $"(Contact:{criteriaOperator}:{value})";

    private static Gen<string> FieldConditions() =>
        from field in Gen.Elements([.. LeadFields, "Full_Name", "id", "Created_Time", "Owner", "Nobody"])
        from criteriaOperator in Gen.Elements("equals", "equals", "not_equal", "starts_with", "in", "greater_than", "between")
        from value in Gen.Elements(
            "ann", "bob", "a", "x", "${EMPTY}", "ann@example.com", "example", "555", "A", "A,B", "true", "false", "1", "1,2", "2026-03-14", "ann ann", "5000000000000200", "")
        select $"({field}:{criteriaOperator}:{value})";

    private static Gen<string?> CriteriaTexts { get; } =
        from first in Conditions
        from second in Conditions
        from form in Gen.Elements("{0}", "{0}", "{0}and{1}", "{0}or{1}", "({0}or{1})and{0}", "{0}{1}")
        select string.Format(System.Globalization.CultureInfo.InvariantCulture, form, first, second);

    private static Gen<Question> Questions { get; } =
        from kind in Gen.Elements("list", "search", "search", "search", "count", "find")
        from search in Gen.Elements("criteria", "criteria", "criteria", "email", "phone", "word", "nothing")
        from criteria in CriteriaTexts
        from word in Gen.Elements("ann", "bo", "an x", "example", "1234", "A")
        from phone in Gen.Elements("555", "1234", "777", "+1 555")
        from email in Gen.Elements("ann", "example.com", "bob@example.com", "z")
        from fields in Gen.Elements(null, null, "Last_Name", "Full_Name,Contact", "Email,Phone,Remarks", "id,Flag,Choices,$stop_processing")
        from sortBy in Gen.Elements([null, null, "id", "Created_Time", "Full_Name", .. LeadFields])
        from sortOrder in Gen.Elements(null, "asc", "desc")
        from perPage in Gen.Elements(null, "1", "2", "200")
        from page in Gen.Elements(null, "1", "2")
        from id in Gen.Elements(FirstLead, FirstLead + 1, FirstLead + 50)
        select new Question
        {
            Kind = kind,
            Id = id,
            Query = new ListQuery
            {
                Version = "v2",
                Fields = fields,
                SortBy = sortBy,
                SortOrder = sortOrder,
                PerPage = perPage,
                Page = page,
                Criteria = search == "criteria" ? criteria : null,
                Email = search == "email" ? email : null,
                Phone = search == "phone" ? phone : null,
                Word = search == "word" ? word : null,
            },
        };

    private sealed record Question
    {
        public required string Kind { get; init; }

        public long Id { get; init; }

        public required ListQuery Query { get; init; }
    }

    /// <summary>An organization, two ways to fill its store, and what is asked.</summary>
    private sealed record World(
        ImmutableArray<PersonalMark> Marks,
        PrivacySettings Settings,
        ImmutableArray<string> Values,
        ImmutableArray<string> OtherValues,
        ImmutableArray<Question> Questions)
    {
        private Organization Organization => An.Organization.With(Leads(), Contacts()).WithPrivacy(Settings);

        /// <summary>The values, but with others wherever the field is closed to the API.</summary>
        public ImmutableArray<string> WithOtherClosedValues()
        {
            Organization organization = Organization;
            return [.. Values.Select((value, index) => IsOpen(organization, index) ? value : OtherValues[index])];
        }

        public InMemoryRecordStore Fill(ImmutableArray<string> values)
        {
            Organization organization = Organization;
            InMemoryRecordStore store = new();
            int leadValues = Records * LeadFields.Length;
            for (int record = 0; record < Records; record++)
            {
                store.Put(organization, organization.FindModule("Leads")!, FirstLead + record, JsonOf(LeadFields, values.AsSpan()[(record * LeadFields.Length)..]));
                store.Put(organization, organization.FindModule("Contacts")!, FirstContact + record, JsonOf(ContactFields, values.AsSpan()[(leadValues + (record * ContactFields.Length))..]));
            }

            return store;
        }

        public async Task<string> AskAsync(InMemoryRecordStore store, Question question)
        {
            Caller caller = A.Caller(Organization);
            Module leads = caller.Organization.FindModule("Leads")!;
            ReferencedNames names = new(store);
            RecordReader reader = new(store, names, new FrozenTime());
            RecordSearch search = new(store, names, new FrozenTime());
            return question.Kind switch
            {
                "list" => await Answers.OfAsync(reader.ListAsync(caller, leads, question.Query, CancellationToken.None)),
                "search" => await Answers.OfAsync(search.SearchAsync(caller, leads, question.Query, CancellationToken.None)),
                "count" => await Answers.OfAsync(search.CountAsync(caller, leads, question.Query, CancellationToken.None)),
                _ => await Answers.OfAsync(reader.FindAsync(caller, leads, RecordId.Format(question.Id), question.Query.Fields, null, CancellationToken.None)),
            };
        }

        private static string JsonOf(string[] fields, ReadOnlySpan<string> values)
        {
            List<string> members = [];
            for (int index = 0; index < fields.Length; index++)
            {
                members.Add($"{JsonSerializer.Serialize(fields[index])}:{values[index]}");
            }

            return $"{{{string.Join(',', members)}}}";
        }

        private static bool IsOpen(Organization organization, int index)
        {
            int leadValues = Records * LeadFields.Length;
            Module module = organization.FindModule(index < leadValues ? "Leads" : "Contacts")!;
            string field = index < leadValues ? LeadFields[index % LeadFields.Length] : ContactFields[(index - leadValues) % ContactFields.Length];
            return organization.AccessTo(module).Allows(module.Find(field)!, FieldUse.Read);
        }

        private Module Leads() => A.Module().WithSystemFields().With(
        [
            .. new[]
            {
                A.Field.Text("First_Name"), A.Field.Text("Last_Name"), A.Field.Email(), A.Field.Email("Second_Email"), A.Field.Phone(), A.Field.TextArea(),
                A.Field.MultiSelectPicklist(), A.Field.Boolean(), A.Field.Integer(), A.Field.Lookup(), A.Field.Date(),
            }.Select((field, index) => field.Marked(Marks[index])),
            A.Field.FullName(),
        ]);

        private Module Contacts() => A.Module("Contacts").WithSystemFields().With(
        [
            .. new[] { A.Field.Text("First_Name"), A.Field.Text("Last_Name") }.Select((field, index) => field.Marked(Marks[LeadFields.Length + index])),
            A.Field.FullName(),
        ]) with
        { DisplayField = "Full_Name" };
    }
}
