using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PerfFlow.SemanticsApp.Http;
using PerfFlow.SemanticsApp.Journals;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();

builder.UseMiddleware<WitnessMiddleware>();
builder.UseWhen<OuterMiddleware>(IsHttp);
builder.UseWhen<InnerMiddleware>(IsHttp);
builder.UseWhen<ResultMiddleware>(IsHttp);

builder.Services.AddSingleton<Journal>();
builder.Services.AddSingleton<Gates>();
builder.Services.AddSingleton<ILoggerProvider, JournalLoggerProvider>();
builder.Services.AddScoped<ScopedMarker>();

await builder.Build().RunAsync();

static bool IsHttp(FunctionContext context) =>
    context.FunctionDefinition.InputBindings.Values.Any(binding => binding.Type == "httpTrigger");
