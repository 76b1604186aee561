using System.Reflection;
using NetArchTest.Rules;

namespace PerfFlow.Architecture.Tests;

/// <summary>The same input gives the same score, on any machine and at any hour.</summary>
public sealed class DomainPurityTests
{
    private static readonly Assembly Domain = Assembly.Load("PerfFlow.Domain");

    [Theory]
    [InlineData("System.Net")]
    [InlineData("System.Threading")]
    [InlineData("System.Diagnostics.Process")]
    [InlineData("System.TimeProvider")]
    [InlineData("System.Random")]
    [InlineData("System.IO.File")]
    [InlineData("System.IO.Directory")]
    [InlineData("Microsoft.Extensions")]
    public void Domain_does_without(string dependency)
    {
        var result = Types.InAssembly(Domain).ShouldNot().HaveDependencyOn(dependency).GetResult();

        Assert.Empty(result.FailingTypeNames ?? []);
    }

    [Fact]
    public void Domain_has_no_mutable_static_state()
    {
        var mutable =
            from type in Domain.GetTypes()
            from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            where field is { IsInitOnly: false, IsLiteral: false } && !type.Name.StartsWith('<') && !field.Name.StartsWith('<')
            select $"{type.FullName}.{field.Name}";

        Assert.Empty(mutable);
    }
}
