using System.Net.NetworkInformation;
using PerfFlow.LocalHost.Azurite;

namespace PerfFlow.LocalHost.Tests.Running;

/// <summary>Needs the ports of <c>UseDevelopmentStorage=true</c> for itself.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class DevelopmentStorageFactAttribute : FactAttribute
{
    public DevelopmentStorageFactAttribute()
    {
        var taken = IPGlobalProperties.GetIPGlobalProperties()
            .GetActiveTcpListeners()
            .Select(listener => listener.Port)
            .Intersect(AzuritePorts.Default.All())
            .ToList();
        if (taken.Count > 0)
        {
            Skip = $"Port {string.Join(", ", taken)} is taken: an Azurite of somebody else's runs on this machine.";
        }
    }
}
