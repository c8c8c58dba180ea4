using Omniops.Gates.Analyzers.Access;
using Omniops.Gates.Analyzers.Tests;
using Omniops.Gates.CodeFixes.Access;

namespace Omniops.Gates.CodeFixes.Tests.Access;

public sealed class TokenValidationOffFixTests
{
    [Theory]
    [InlineData("{|OMNI6004:parameters.ValidateIssuer = false|};", "parameters.ValidateIssuer = true;")]
    [InlineData("{|OMNI6004:parameters.RequireSignedTokens /* no */ = false|} /* yet */;", "parameters.RequireSignedTokens /* no */ = true /* yet */;")]
    [InlineData("{|OMNI6004:jwt.RequireHttpsMetadata = false|};", "jwt.RequireHttpsMetadata = true;")]
    [InlineData("{|OMNI6004:openId.UsePkce = false|};", "openId.UsePkce = true;")]
    [InlineData("{|OMNI6004:IdentityModelEventSource.ShowPII = true|};", "IdentityModelEventSource.ShowPII = false;")]
    [InlineData(
        "parameters = new TokenValidationParameters { {|OMNI6004:ValidateIssuer = false|}, ValidAudience = \"shop\", {|OMNI6004:ValidateLifetime = false|} };",
        "parameters = new TokenValidationParameters { ValidateIssuer = true, ValidAudience = \"shop\", ValidateLifetime = true };")]
    public Task Turns_the_switch_around(string before, string after) => Check(before, after);

    [Theory]
    [InlineData("const bool Off = false; {|OMNI6004:parameters.ValidateIssuer = Off|};")]
    [InlineData("parameters.AudienceValidator = {|OMNI6004:(_, _, _) => true|};")]
    [InlineData("{|OMNI6004:parameters.ClockSkew = TimeSpan.FromDays(1)|};")]
    public Task Is_not_offered_where_the_answer_stands_elsewhere(string statement) => Check(statement, statement);

    private static Task Check(string before, string after) => new Fix<TokenValidationOff, TokenValidationOffFix>(Program(before), Program(after))
        .WithReferences(SharedFramework.Tokens.Except(SharedFramework.Web)).CheckAsync();

    private static string Program(string statements) => $$"""
        using Microsoft.AspNetCore.Authentication.JwtBearer;
        using Microsoft.AspNetCore.Authentication.OpenIdConnect;
        using Microsoft.IdentityModel.Logging;
        using Microsoft.IdentityModel.Tokens;
        class Program
        {
            static void Main() => M(null!, null!, null!);

            static void M(TokenValidationParameters parameters, JwtBearerOptions jwt, OpenIdConnectOptions openId)
            {
                {{statements}}
            }
        }
        """;
}
