using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using PerfFlow.Functions.Edge.Http;

namespace PerfFlow.Functions.Tests.Edge.Http;

public class TrustedProxiesTests
{
    [Theory]
    [InlineData("127.0.0.1", "203.0.113.7", null, "203.0.113.7")] // the host names its peer
    [InlineData("::ffff:127.0.0.1", "::ffff:203.0.113.7", null, "203.0.113.7")]
    [InlineData("127.0.0.1", null, null, "127.0.0.1")]
    [InlineData("192.0.2.1", "203.0.113.7", "203.0.113.8", "192.0.2.1")] // no host: whatever it says is not believed
    [InlineData("127.0.0.1", "203.0.113.7", "203.0.113.8", "203.0.113.7")] // no proxy of ours
    [InlineData("127.0.0.1", "10.1.2.3", "203.0.113.8", "203.0.113.8")]
    [InlineData("127.0.0.1", "203.0.113.9, 10.1.2.3:443", null, "203.0.113.9")]
    [InlineData("127.0.0.1", "10.1.2.3", "198.51.100.1, 203.0.113.8, 10.9.9.9", "203.0.113.8")]
    [InlineData("127.0.0.1", "10.1.2.3", "unknown", "10.1.2.3")]
    [InlineData("127.0.0.1", "10.1.2.3", "10.4.4.4", "10.4.4.4")] // ours, all of them
    [InlineData("127.0.0.1", "[2001:db8:1:2:3::4]:443", null, "20010db800010002")]
    [InlineData("127.0.0.1", "fd00::1", "2001:db8:1:2::9", "20010db800010002")]
    public void The_nearest_address_that_is_no_proxy_of_ours_counts(string peer, string? forwarded, string? named, string client)
    {
        var http = new DefaultHttpContext();
        http.Connection.RemoteIpAddress = IPAddress.Parse(peer);
        http.Request.Headers["X-Forwarded-For"] = forwarded;
        http.Request.Headers["X-Azure-ClientIP"] = named;

        Assert.Equal(client, Of("10.0.0.0/8, fd00::1", "X-Azure-ClientIP").ClientOf(http));
    }

    [Theory]
    [InlineData("10.0.0.0/33", null, "TrustedProxies: 10.0.0.0/33 is neither an address nor a network such as 10.0.0.0/8.")]
    [InlineData("proxy.example", null, "TrustedProxies: proxy.example is neither an address nor a network such as 10.0.0.0/8.")]
    [InlineData("10.0.0.0/8", "X Real", "ClientAddressHeader must be the name of a header.")]
    public void A_wrong_setting_is_named(string proxies, string? header, string message) =>
        Assert.Equal(message, Assert.Throws<InvalidOperationException>(() => Of(proxies, header)).Message);

    private static TrustedProxies Of(string proxies, string? header) => TrustedProxies.From(new ConfigurationBuilder()
        .AddInMemoryCollection(new Dictionary<string, string?> { ["TrustedProxies"] = proxies, ["ClientAddressHeader"] = header })
        .Build());
}
