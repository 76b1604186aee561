using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;

namespace PerfFlow.Functions.Edge.Access;

/// <summary>The token schemes this host accepts, in the order they are tried.</summary>
public sealed record TokenSchemes(IReadOnlyList<string> Names);

internal static class Authentication
{
    private const string Entra = "Entra";
    private const string Development = "Development";

    /// <summary>
    /// Entra ID where <see cref="EntraTokens"/> is configured; development tokens when
    /// <see cref="DevelopmentKey"/> is. With neither, every call but the public ones is refused.
    /// </summary>
    public static void AddTokenAuthentication(this IServiceCollection services, SymmetricSecurityKey? development, EntraTokens? entra)
    {
        var schemes = new List<string>();
        var authentication = services.AddAuthentication();
        if (development is { } key)
        {
            schemes.Add(Development);
            authentication.AddJwtBearer(Development, options => AcceptDevelopmentTokens(options, key));
        }

        if (entra is not null)
        {
            schemes.Add(Entra);
            authentication.AddJwtBearer(Entra, entra.Accept);
            services.AddOptions<JwtBearerOptions>(Entra).ValidateOnStart(); // an authority without https stops the start, not each call
        }

        services.AddSingleton(new TokenSchemes(schemes));
    }

    private static void AcceptDevelopmentTokens(JwtBearerOptions options, SymmetricSecurityKey key)
    {
        options.MapInboundClaims = false;
        options.TokenValidationParameters = new TokenValidationParameters
        {
            ValidIssuer = DevelopmentKey.Issuer,
            ValidAudience = DevelopmentKey.Audience,
            IssuerSigningKey = key,
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            ClockSkew = TimeSpan.FromMinutes(1),
        };
        options.Events = new JwtBearerEvents
        {
            OnTokenValidated = context =>
            {
                var now = context.Options.TimeProvider?.GetUtcNow() ?? TimeProvider.System.GetUtcNow();
                if (context.SecurityToken.ValidTo > now.UtcDateTime + DevelopmentKey.LongestLife + TimeSpan.FromMinutes(1))
                {
                    context.Fail("A development token lives for a day at most.");
                }

                return Task.CompletedTask;
            },
        };
    }
}
