using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace PerfFlow.Functions.Edge.Http;

/// <summary>
/// Which address a request comes from. The worker's own peer is the host, on loopback, which writes its peer over whatever
/// <c>X-Forwarded-For</c> held. Where that peer is a proxy of ours, its header says whom it serves; nobody else's header is believed.
/// </summary>
/// <param name="networks">Of the proxies; setting <c>TrustedProxies</c>, addresses and networks with commas between.</param>
/// <param name="header">In which they write whom they serve; setting <c>ClientAddressHeader</c>.</param>
public sealed class TrustedProxies(IReadOnlyList<IPNetwork> networks, string? header)
{
    private const string Forwarded = "X-Forwarded-For";
    private const int MostAddresses = 16; // a header may be as long as its sender likes
    private const int SitePrefix = 8; // bytes of an IPv6 address that a provider gives to one line

    internal static TrustedProxies From(IConfiguration configuration)
    {
        var networks = (configuration["TrustedProxies"] ?? "")
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(text => NetworkOf(text) ?? throw new InvalidOperationException(
                $"TrustedProxies: {text} is neither an address nor a network such as 10.0.0.0/8."))
            .ToList();
        var header = configuration["ClientAddressHeader"] is { Length: > 0 } name ? name : null;
        return header is null || header.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-')
            ? new(networks, header)
            : throw new InvalidOperationException("ClientAddressHeader must be the name of a header.");
    }

    /// <summary>The nearest address that is no proxy of ours, as what a bucket is kept for: of IPv6 the /64.</summary>
    internal string ClientOf(HttpContext http)
    {
        var client = http.Connection.RemoteIpAddress is { } peer ? Plain(peer) : IPAddress.None;
        var isTrusted = IPAddress.IsLoopback(client);
        foreach (var text in Chain(http.Request.Headers))
        {
            if (!isTrusted || !IPEndPoint.TryParse(text, out var named)) // with or without a port
            {
                break;
            }

            client = Plain(named.Address);
            isTrusted = networks.Any(network => network.Contains(client));
        }

        return client.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexStringLower(client.GetAddressBytes().AsSpan(0, SitePrefix))
            : client.ToString();
    }

    /// <summary>From the nearest on.</summary>
    private IEnumerable<string> Chain(IHeaderDictionary headers) =>
        new[] { header is null ? "" : headers[header].ToString(), headers[Forwarded].ToString() }
            .SelectMany(value => value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .TakeLast(MostAddresses)
            .Reverse();

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    private static IPNetwork? NetworkOf(string text) =>
        IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address) && Plain(address) is var plain
            ? new IPNetwork(plain, plain.AddressFamily == AddressFamily.InterNetworkV6 ? 128 : 32)
        : null;
}
