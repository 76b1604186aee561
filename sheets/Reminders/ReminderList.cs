namespace PerfFlow.Sheets.Reminders;

/// <summary>What <see cref="ReminderListWorkbook"/> prints; all of it comes from the caller, nothing is computed here.</summary>
/// <param name="Title">For example 2023年1-3月绩效运行监控表催办单.</param>
/// <param name="Due">The deadline, as printed.</param>
/// <param name="Printed">The day of the list, as printed.</param>
public sealed record ReminderList(string Title, string Unit, string Due, string Printed, IReadOnlyList<ReminderSection> Sections);

/// <param name="Contacts">Names of the people to speak to.</param>
public sealed record ReminderSection(string Section, IReadOnlyList<string> Contacts, IReadOnlyList<ReminderLine> Lines);

/// <param name="State">How far it has come, in words.</param>
/// <param name="DaysLate">Null before the deadline.</param>
public sealed record ReminderLine(string Project, string State, int? DaysLate);
