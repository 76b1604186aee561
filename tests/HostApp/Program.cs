using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PerfFlow.HostApp;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.UseMiddleware(async (context, next) =>
{
    context.InstanceServices.GetRequiredService<Journal>().Add("middleware", context.FunctionDefinition.Name);
    await next();
});
builder.Services.AddSingleton<Journal>();
await builder.Build().RunAsync();
