using Microsoft.AspNetCore.Http;
using PerfFlow.Functions.Edge.Access;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Functions.Ledgers;

namespace PerfFlow.Functions.Tests.Ledgers;

public sealed class VerificationSlotsTests
{
    [Fact]
    public async Task One_verification_of_a_unit_runs_one_waits_and_another_unit_waits_for_neither()
    {
        var (slots, end) = (new VerificationSlots(), new TaskCompletionSource<IResult>());

        var first = slots.VerifyAsync(By("one", "t:auditor"), () => end.Task);
        var second = slots.VerifyAsync(By("one", "t:lead"), () => end.Task);

        Assert.Equal(Problems.Busy, await slots.VerifyAsync(By("one", "t:auditor"), () => end.Task));
        Assert.Equal(Results.Ok(), await slots.VerifyAsync(By("two", "t:other"), () => Task.FromResult(Results.Ok())));
        Assert.False(first.IsCompleted || second.IsCompleted);
        end.SetResult(Results.Ok());
        Assert.Equal([Results.Ok(), Results.Ok()], await Task.WhenAll(first, second));
    }

    private static HttpRequest By(string unit, string person)
    {
        var http = new DefaultHttpContext();
        http.Request.RouteValues["unit"] = unit;
        new Caller(person, person, false).Enter(http);
        return http.Request;
    }
}
