using System.Text.Json;
using PerfFlow.Demo.Access;
using PerfFlow.Demo.Client;
using PerfFlow.Demo.Data;
using PerfFlow.Demo.Year;

namespace PerfFlow.Load;

/// <summary>A unit of a bureau's size and its people, driven over HTTP alone.</summary>
internal sealed class LoadedUnit(PerfFlowClient anyone, BureauYear bureau, FilledSheets sheets, string id, YearPlan plan)
{
    private readonly People people = new(bureau);

    public string Id => id;

    public IReadOnlyList<Project> Projects => bureau.Projects;

    /// <summary>Clerk and head of each section.</summary>
    public IReadOnlyList<Person> OfSections =>
    [
        .. Projects.Select(project => project.Section.Value).Distinct().SelectMany(section =>
            new[] { People.Clerk(section), People.Head(section) }),
    ];

    /// <summary>Registers the unit, its people and its projects.</summary>
    public async Task RegisterAsync()
    {
        await RegisterPeopleAsync();
        await RegisterProjectsAsync();
    }

    /// <summary>Registers the unit and its people.</summary>
    public Task RegisterPeopleAsync() => people.RegisterAsync(anyone, id, CancellationToken.None);

    public async Task RegisterProjectsAsync()
    {
        foreach (var project in Projects)
        {
            await As(people.Lead).RegisterProjectAsync(
                project.Id, project.Name.Value, project.Section.Value, project.Description, project.Goal);
        }
    }

    public Task OpenAsync() => As(people.Lead).OpenAsync(plan);

    /// <summary>All of the year's projects, whatever their number.</summary>
    public Task<Board> BoardAsync() =>
        anyone.As(people.Auditor).GetAsync<Board>($"units/{id}/years/{bureau.Year}/board?take=1000", CancellationToken.None);

    /// <summary>What the lead owes in this year.</summary>
    public Task<object[]> TasksAsync() =>
        anyone.As(people.Lead).GetAsync<object[]>($"units/{id}/tasks?year={bureau.Year}&take=1000", CancellationToken.None);

    public Task<ItemStatus> ItemAsync(Project project, string stage) => Sheet(people.Lead, project, stage).GetAsync();

    /// <summary>Has the version of each project at hand before something is measured.</summary>
    public async Task FillAsync(string stage, int version)
    {
        foreach (var project in Projects)
        {
            await FileAsync(project, stage, version);
        }
    }

    /// <summary>The bytes of the version, filled in before the clock runs.</summary>
    public Task<byte[]> FileAsync(Project project, string stage, int version) =>
        sheets.OfAsync(project, Stage(stage), version, Sheet(People.Clerk(project.Section.Value), project, stage));

    public async Task UploadAsync(Project project, string stage, int version)
    {
        var file = await FileAsync(project, stage, version);
        var receipt = await Sheet(People.Clerk(project.Section.Value), project, stage).UploadAsync(
            version, $"{project.Id}-{stage}-{version}.xlsx", file);
        if (receipt.Version != version)
        {
            throw new InvalidOperationException($"{id} {project.Id} {stage}: version {receipt.Version} in place of {version}.");
        }
    }

    /// <summary>The empty sheet, asked for by the section's clerk.</summary>
    public Task<byte[]> TemplateAsync(Project project, string stage) =>
        Sheet(People.Clerk(project.Section.Value), project, stage).DownloadTemplateAsync();

    /// <summary>A dry run: nothing of it is kept.</summary>
    public Task CheckFileAsync(Person person, byte[] file) =>
        anyone.As(person).UploadAsync<JsonElement>("check", file, $"check-file:{id}", CancellationToken.None);

    /// <summary>What became of the version; for who waits for one sheet alone.</summary>
    public Task<UploadStatus> ReadingAsync(Project project, string stage, int version) =>
        Sheet(People.Clerk(project.Section.Value), project, stage).GetUploadAsync(version);

    public Task SubmitAsync(Project project, string stage, int version) =>
        Sheet(People.Head(project.Section.Value), project, stage).SubmitAsync(version, []);

    public Task CheckAsync(Project project, string stage, int version) => Sheet(people.Lead, project, stage).CheckAsync(version);

    /// <summary>A vote of the chair and one of a member: two of three carry it.</summary>
    public async Task VoteAsync(Project project, string stage, int version)
    {
        await Sheet(people.Chair, project, stage).ApproveAsync(version);
        await Sheet(people.FirstMember, project, stage).ApproveAsync(version);
    }

    /// <summary>Submits it and decides on it as its stage asks for; the lock follows by itself.</summary>
    /// <param name="red">A red light goes to the group.</param>
    /// <returns>The number of commands.</returns>
    public async Task<int> DecideAsync(Project project, string stage, int version, bool red)
    {
        await SubmitAsync(project, stage, version);
        if (!red && Stage(stage).Approver == "lead")
        {
            await Sheet(people.Lead, project, stage).ApproveAsync(version);
            return 2;
        }

        await CheckAsync(project, stage, version);
        await VoteAsync(project, stage, version);
        return 4;
    }

    private PlannedStage Stage(string stage) => plan.Stages.Single(planned => planned.Id == stage);

    private YearClient As(Person person) => anyone.As(person).Year(id, bureau.Year);

    private SheetClient Sheet(Person person, Project project, string stage) => As(person).Sheet(project.Id, stage);
}
