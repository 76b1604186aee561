using PerfFlow.Functions.Tests.App;

namespace PerfFlow.Functions.Tests.Edge.Http;

/// <summary>
/// The worker hands out a copy of the result: a middleware that took one before the function ran, and wrote it back, answered
/// everything with an empty 200.
/// </summary>
[Collection(AppCollection.Name)]
public class AnswerTests(TestApp app)
{
    [Fact]
    public async Task What_a_function_answers_reaches_the_caller_whole()
    {
        var answer = await app.WithToken(null).GetAsync("/api/health/live");

        Assert.Equal(("200", """{"status":"live"}"""), (answer.Outcome, answer.Text));
    }

    [Theory]
    [InlineData("units/nowhere", null, "401 UNAUTHENTICATED")]
    [InlineData("units/nowhere", "lead", "404 NOT_FOUND")]
    public async Task A_refusal_reaches_the_caller_as_a_problem(string path, string? person, string outcome)
    {
        var answer = await app.WithToken(person is null ? null : TestApp.Token(person)).GetAsync(path);

        Assert.Equal((outcome, outcome[4..]), (answer.Outcome, (string?)answer.Json["code"]));
    }
}
