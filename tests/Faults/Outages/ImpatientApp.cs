using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using PerfFlow.Azurite;
using PerfFlow.Azurite.Counting;
using PerfFlow.Functions.Edge.Access;
using PerfFlow.Functions.Edge.OpenApi;
using PerfFlow.Functions.Items;
using PerfFlow.Functions.Tests.App;
using PerfFlow.Functions.Tests.Edge.Access;
using PerfFlow.Storage;

namespace PerfFlow.Faults.Tests.Outages;

/// <summary>
/// An app behind a proxy that may hang or break off, with little patience; a unit whose targets are settled; and another app on the same
/// storage, in no trouble, that has set it up.
/// </summary>
public sealed class ImpatientApp : IAsyncLifetime
{
    private static readonly StoragePatience Patience = new(TimeSpan.FromMilliseconds(300), TimeSpan.FromMilliseconds(700));

    internal AzuriteServer Azurite { get; private set; } = null!;

    internal CountingProxy Proxy { get; private set; } = null!;

    /// <summary>In no trouble.</summary>
    internal TestApp Calm { get; private set; } = null!;

    internal TestApp App { get; private set; } = null!;

    internal TestYear Year { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Azurite = await AzuriteServer.StartAsync();
        Proxy = await CountingProxy.StartAsync(Azurite.ConnectionString);
        Calm = new TestApp(Azurite);
        await Calm.InitializeAsync();
        Year = await TestYear.OpenAsync(Calm);
        await Year.SettleAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year));
        App = Behind(Azurite, Proxy);
        await App.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await App.DisposeAsync();
        await Calm.DisposeAsync();
        await Proxy.DisposeAsync();
        await Azurite.DisposeAsync();
    }

    internal static TestApp Behind(AzuriteServer azurite, CountingProxy proxy) => new(azurite)
    {
        SweepSchedule = TestApp.Never,
        AwaitsStorage = false,
        ConfigureServices = services => services
            .AddSingleton(Patience)
            .AddSingleton(StorageClients.Connect(proxy.ConnectionString, Patience)),
    };

    /// <summary>Every function over HTTP but those that probes call, as somebody who has every right, or as the operator.</summary>
    internal static IEnumerable<(string Name, HttpMethod Method, string Path, bool IsOperators)> Functions(string unit) =>
        from function in OpenApiDocument.HttpFunctions(typeof(ItemApi).Assembly)
        let access = function.Method.GetCustomAttribute<AccessAttribute>()
        where access is not PublicAttribute
        select (
            function.Method.GetCustomAttribute<FunctionAttribute>()!.Name,
            new HttpMethod(function.Trigger.Methods![0].ToUpperInvariant()),
            $"/api/{AccessMatrixTests.PathOf(function.Trigger.Route!, unit)}",
            access is OperatorAttribute);

    /// <summary>Those functions that are answered otherwise than with 503 and when to come again.</summary>
    internal static async Task<IReadOnlyList<string>> OtherwiseAsync(TestApp app, string unit) =>
    [
        .. (await Task.WhenAll(Functions(unit).Select(async function =>
            (function.Name, Answer: await Somebody(app, function.IsOperators).SendAsync(
                function.Method,
                function.Path,
                function.Method == HttpMethod.Get ? null : new StringContent(BodyOf(function.Name))))))).
            Where(asked => !IsUnavailable(asked.Answer))
            .Select(asked => $"{asked.Name}: {asked.Answer}"),
    ];

    /// <summary>What is read before storage is asked is sound: whether it is away is not known before.</summary>
    private static string BodyOf(string function) => function switch
    {
        "RegisterUnit" => """
            {
              "id":"u","name":"甲","admin":{"person":"t:a","name":"甲"},
              "confirmer":{"person":"t:b","name":"乙","role":"unit-head"}
            }
            """,
        "SetHolidays" => """{"holidays":["2024-01-01"],"workdays":[]}""",
        "ReplaceConfirmer" => """{"person":"t:b","name":"乙","role":"unit-head","reason":"调离"}""",
        _ => """{"unit":"u","code":"c"}""",
    };

    private static ApiClient Somebody(TestApp app, bool isOperator) => isOperator
        ? app.As("lead", isOperator: true)
        : app.WithToken(TestApp.Token("lead", account: "lead@example.org"));

    internal static bool IsUnavailable(Answer answer) =>
        answer.Outcome == "503 STORAGE_UNAVAILABLE" && answer.Headers.RetryAfter?.Delta > TimeSpan.Zero;
}
