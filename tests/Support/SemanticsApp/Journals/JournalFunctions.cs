using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace PerfFlow.SemanticsApp.Journals;

public sealed class JournalFunctions(Journal journal, Gates gates)
{
    [Function(nameof(ReadJournal))]
    public IResult ReadJournal(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "journal/{topic}")] HttpRequest request, string topic) =>
        Results.Json(journal.Read(topic));

    [Function(nameof(OpenGate))]
    public IResult OpenGate(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "gates/{name}")] HttpRequest request, string name)
    {
        gates.Open(name);
        return Results.NoContent();
    }
}
