using System.Collections.Immutable;
using System.Text.Json;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Records.History;

/// <summary>A page of a record's timeline, ready to be written.</summary>
public sealed class TimelinePage
{
    private readonly Caller _caller;
    private readonly Module _module;
    private readonly long _recordId;
    private readonly TimelineDetails _details;
    private readonly ImmutableArray<TimelineEntry> _entries;
    private readonly TimelineInfo _info;
    private readonly ViewContext _context;

    /// <summary>Initializes a new instance of the <see cref="TimelinePage"/> class.</summary>
    /// <param name="caller">Who reads.</param>
    /// <param name="module">The module.</param>
    /// <param name="recordId">The record.</param>
    /// <param name="details">The further keys.</param>
    /// <param name="entries">The entries, as the caller may see them.</param>
    /// <param name="names">The names of records, as far as they are open.</param>
    /// <param name="info">The page.</param>
    internal TimelinePage(
        Caller caller, Module module, long recordId, TimelineDetails details, ImmutableArray<TimelineEntry> entries, IReadOnlyDictionary<long, string> names, TimelineInfo info)
    {
        (_caller, _module, _recordId, _details, _entries, _info) = (caller, module, recordId, details, entries, info);
        _context = new ViewContext(module, caller.Organization, caller.User.TimeZone, names);
    }

    /// <summary>Gets a value indicating whether nothing was found, which is answered without a body.</summary>
    public bool IsEmpty => _entries.IsEmpty;

    /// <summary>Writes <c>{__timeline, info}</c>.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="flush">Called after each entry, to send what was written.</param>
    /// <returns>A task.</returns>
    public async Task WriteToAsync(Utf8JsonWriter writer, Func<ValueTask> flush)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(flush);
        writer.WriteStartObject();
        writer.WriteStartArray("__timeline");
        foreach (TimelineEntry entry in _entries)
        {
            Write(writer, entry);
            await flush();
        }

        writer.WriteEndArray();
        _info.WriteTo(writer);
        writer.WriteEndObject();
    }

    private void Write(Utf8JsonWriter writer, TimelineEntry entry)
    {
        writer.WriteStartObject();
        WriteUser(writer, entry.Entry.UserId);
        writer.WriteNull("related_record");
        writer.WriteNull("automation_details");
        WriteRecord(writer);
        writer.WriteString("audited_time", Instants.Format(DateTimeOffset.FromUnixTimeSeconds(entry.Entry.Time), _caller.User.TimeZone));
        writer.WriteString("action", entry.Entry.Action);
        writer.WriteString("id", RecordId.Format(entry.Id));
        writer.WriteString("source", entry.Entry.Source);
        foreach (string name in _details.Outer.Order(StringComparer.Ordinal))
        {
            writer.WriteNull(name);
        }

        new HistoryView(_details, _context).WriteTo(writer, entry.Changes);
        writer.WriteEndObject();
    }

    private void WriteUser(Utf8JsonWriter writer, long userId)
    {
        User? user = _caller.Organization.FindUser(userId);
        writer.WriteStartObject("done_by");
        if (_details.Inner.Contains(TimelineDetails.Profile))
        {
            WriteProfile(writer, user is null ? null : _caller.Organization.ProfileOf(user));
        }

        writer.WriteString("name", user?.FullName);
        writer.WriteString("id", RecordId.Format(userId));
        if (_details.Inner.Contains(TimelineDetails.UserType))
        {
            writer.WriteString("type__s", "regular user");
        }

        writer.WriteEndObject();
    }

    private static void WriteProfile(Utf8JsonWriter writer, Profile? profile)
    {
        if (profile is null)
        {
            writer.WriteNull("profile");
            return;
        }

        writer.WriteStartObject("profile");
        writer.WriteString("name", profile.Name);
        writer.WriteString("id", RecordId.Format(profile.Id));
        writer.WriteEndObject();
    }

    private void WriteRecord(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("record");
        writer.WriteStartObject("module");
        writer.WriteString("api_name", _module.ApiName);
        writer.WriteString("id", RecordId.Format(_module.Id));
        writer.WriteEndObject();
        writer.WriteString("name", _context.NameOf(_recordId));
        writer.WriteString("id", RecordId.Format(_recordId));
        writer.WriteEndObject();
    }
}
