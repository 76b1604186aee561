using Microsoft.Extensions.Configuration;
using PerfFlow.Functions.Edge.Access;

namespace PerfFlow.Functions.Tests.Edge.Access;

public class DevelopmentKeyTests
{
    private const string Key = "0123456789abcdef0123456789abcdef";
    private const string Loopback =
        "DefaultEndpointsProtocol=http;AccountName=a;AccountKey=Zm9v;BlobEndpoint=http://127.0.0.1:1/a;" +
        "QueueEndpoint=http://localhost:2/a;TableEndpoint=http://[::1]:3/a;";

    [Theory]
    [InlineData("UseDevelopmentStorage=true")]
    [InlineData(Loopback)]
    public void Is_taken_on_a_development_machine(string storage) =>
        Assert.NotNull(Read("Development", ("DevelopmentKey", Key), ("AzureWebJobsStorage", storage)));

    [Fact]
    public void Is_not_missed_where_it_is_not_set() =>
        Assert.Null(Read("Production", ("AzureWebJobsStorage", "AccountName=real")));

    [Theory]
    [InlineData("Production", null, "UseDevelopmentStorage=true", null, Key, "Production")]
    [InlineData("Development", "Production", "UseDevelopmentStorage=true", null, Key, "Production")]
    [InlineData("Development", null, "UseDevelopmentStorage=true", "i-1", Key, "WEBSITE_INSTANCE_ID")]
    [InlineData("Development", null, null, null, Key, "loopback")]
    [InlineData("Development", null, "AccountName=real;AccountKey=Zm9v;EndpointSuffix=core.windows.net", null, Key, "loopback")]
    [InlineData("Development", null, "UseDevelopmentStorage=true;DevelopmentStorageProxyUri=http://10.0.0.1", null, Key, "loopback")]
    [InlineData(
        "Development", null, "BlobEndpoint=http://127.0.0.1/a;TableEndpoint=http://127.0.0.1/a;QueueEndpoint=http://example.org/a",
        null, Key, "loopback")]
    [InlineData("Development", null, "UseDevelopmentStorage=true", null, "short", "32 bytes")]
    public void Stops_the_start_anywhere_else(
        string environment, string? setting, string? storage, string? instance, string key, string why)
    {
        var fault = Assert.Throws<InvalidOperationException>(() => Read(
            environment,
            ("DevelopmentKey", key),
            ("AZURE_FUNCTIONS_ENVIRONMENT", setting),
            ("AzureWebJobsStorage", storage),
            ("WEBSITE_INSTANCE_ID", instance)));
        Assert.Contains(why, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(key, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Development", null, true)]
    [InlineData("Development", "Production", false)]
    [InlineData("Production", "Development", true)]
    [InlineData("Production", null, false)]
    [InlineData("Staging", null, false)]
    public void The_setting_goes_before_the_hosts_own_word_for_where_it_runs(string environment, string? setting, bool development) =>
        Assert.Equal(development, DevelopmentKey.IsDevelopment(Configuration(("AZURE_FUNCTIONS_ENVIRONMENT", setting)), environment));

    private static Microsoft.IdentityModel.Tokens.SymmetricSecurityKey? Read(
        string environment, params (string Key, string? Value)[] settings) =>
        DevelopmentKey.Read(Configuration(settings), environment);

    private static IConfiguration Configuration(params (string Key, string? Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Where(each => each.Value is not null).ToDictionary(each => each.Key, each => each.Value))
        .Build();
}
