namespace PerfFlow.LocalHost.Tests.App;

public sealed class CommandLineTests
{
    [Fact]
    public void What_is_asked_for_is_read()
    {
        Assert.Equal(new CommandLine("bin", 7072), CommandLine.Parse(["--app", "bin", "--port", "7072"]));
        Assert.Equal(new CommandLine(), CommandLine.Parse([]));
        Assert.Equal(
            new CommandLine("bin", Target: new Uri("http://localhost:7071"), Key: "k"),
            CommandLine.Parse(["events", "--app", "bin", "--target", "http://localhost:7071", "--key", "k"]));
    }

    [Theory]
    [InlineData("Unknown option --apps", "--apps", "x")]
    [InlineData("--app needs a value", "--app")]
    [InlineData("--port 70000 is no port", "--port", "70000")]
    [InlineData("Unknown option --target", "--target", "http://localhost:1")]
    [InlineData("events needs --target", "events")]
    [InlineData("is no http address", "events", "--target", "localhost:7071")]
    public void What_cannot_be_read_is_named(string says, params string[] args)
        => Assert.Contains(says, Assert.Throws<StartupException>(() => CommandLine.Parse(args)).Message, StringComparison.Ordinal);
}
