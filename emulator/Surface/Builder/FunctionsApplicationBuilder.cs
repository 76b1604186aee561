using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PerfFlow.Emulator.Hosting;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Composes a function app.</summary>
public class FunctionsApplicationBuilder : IHostApplicationBuilder, IFunctionsWorkerApplicationBuilder
{
    internal FunctionsApplicationBuilder(string[] args)
    {
        Composition = new AppComposition(args);
    }

    public IDictionary<object, object> Properties => ((IHostApplicationBuilder)Composition.Web).Properties;

    public ConfigurationManager Configuration => Composition.Web.Configuration;

    public IHostEnvironment Environment => Composition.Web.Environment;

    public ILoggingBuilder Logging => Composition.Web.Logging;

    public IMetricsBuilder Metrics => Composition.Web.Metrics;

    public IServiceCollection Services => Composition.Web.Services;

    IConfigurationManager IHostApplicationBuilder.Configuration => Configuration;

    internal AppComposition Composition { get; }

    public IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware)
    {
        Composition.Pipeline.Use(middleware);
        return this;
    }

    public void ConfigureContainer<TContainerBuilder>(
        IServiceProviderFactory<TContainerBuilder> factory, Action<TContainerBuilder>? configure = null)
        where TContainerBuilder : notnull =>
        ((IHostApplicationBuilder)Composition.Web).ConfigureContainer(factory, configure);

    public IHost Build() => Composition.Build();
}
