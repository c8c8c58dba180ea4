using Omniops.Gates.Analyzers.Access;
using Omniops.Gates.CodeFixes.Access;

namespace Omniops.Gates.CodeFixes.Tests.Access;

public sealed class WeakAlgorithmFixTests
{
    [Theory]
    [InlineData("{|OMNI6005:identity.Password.RequiredLength = 6|};", "identity.Password.RequiredLength = 8;")]
    [InlineData("{|OMNI6005:identity.Lockout.MaxFailedAccessAttempts = 100|};", "identity.Lockout.MaxFailedAccessAttempts = 5;")]
    [InlineData("{|OMNI6005:identity.Lockout.AllowedForNewUsers = false|};", "identity.Lockout.AllowedForNewUsers = true;")]
    [InlineData("hasher.IterationCount = {|OMNI6005:1000|};", "hasher.IterationCount = 600_000;")]
    [InlineData("using var rsa = RSA.Create({|OMNI6005:1024|});", "using var rsa = RSA.Create(2048);")]
    [InlineData(
        "await signIn.PasswordSignInAsync(\"a\", \"b\", true, {|OMNI6005:lockoutOnFailure: false|});",
        "await signIn.PasswordSignInAsync(\"a\", \"b\", true, lockoutOnFailure: true);")]
    [InlineData(
        "await signIn.PasswordSignInAsync(\"a\", \"b\", true, {|OMNI6005:false|});",
        "await signIn.PasswordSignInAsync(\"a\", \"b\", true, true);")]
    public Task Sets_what_is_safe(string before, string after) => Fix<WeakAlgorithm, WeakAlgorithmFix>.Check(Program(before), Program(after));

    [Theory]
    [InlineData("const int Six = 6; {|OMNI6005:identity.Password.RequiredLength = Six|};")]
    [InlineData("{|OMNI6005:DES.Create()|}.Clear();")]
    [InlineData("Rfc2898DeriveBytes.Pbkdf2(\"a\", new byte[16], {|OMNI6005:1000|}, HashAlgorithmName.SHA256, 32);")]
    public Task Is_not_offered_where_something_depends_on_it(string statement) =>
        Fix<WeakAlgorithm, WeakAlgorithmFix>.CheckNotOffered(Program(statement));

    private static string Program(string statements) => $$"""
        using System.Security.Cryptography;
        using Microsoft.AspNetCore.Identity;
        class Program
        {
            static Task Main() => M(null!, null!, null!);

            static async Task M(IdentityOptions identity, PasswordHasherOptions hasher, SignInManager<string> signIn)
            {
                {{statements}}
                await Task.Yield();
            }
        }
        """;
}
