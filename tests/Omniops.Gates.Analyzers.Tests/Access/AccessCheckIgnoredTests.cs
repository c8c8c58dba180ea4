using Omniops.Gates.Analyzers.Access;

namespace Omniops.Gates.Analyzers.Tests.Access;

public sealed class AccessCheckIgnoredTests
{
    [Theory]
    [InlineData("if (!(await checks.AuthorizeAsync(User, \"p\")).Succeeded) return Forbid();")]
    [InlineData("var answer = await checks.AuthorizeAsync(User, \"p\"); if (!answer.Succeeded) return Forbid();")]
    [InlineData("var asked = checks.AuthorizeAsync(User, \"p\"); return Map(await asked);")]
    [InlineData("AuthorizationResult answer; answer = await checks.AuthorizeAsync(User, \"p\"); return Map(answer);")]
    [InlineData("return Map(await checks.AuthorizeAsync(User, 1, \"p\").ConfigureAwait(false));")]
    [InlineData("Func<Task<AuthorizationResult>> ask = () => checks.AuthorizeAsync(User, \"p\"); return Map(await ask());")]
    [InlineData("await new Own.Checks().AuthorizeAsync(User, \"p\");")]
    [InlineData("await new Own.Throwing().AuthorizeAsync(User, \"p\");")]
    [InlineData("if (!await users.CheckPasswordAsync(\"a\", text)) return Unauthorized();")]
    [InlineData("if (User is null) { await users.CheckPasswordAsync(\"nobody\", text); return Unauthorized(); }")]
    [InlineData("if (User is null) { hasher.VerifyHashedPassword(\"nobody\", text, text); throw new InvalidOperationException(); }")]
    [InlineData("if (User is null) { hasher.VerifyHashedPassword(\"nobody\", text, text); return BadRequest(text); }")]
    [InlineData("if (User is null) { _ = hasher.VerifyHashedPassword(\"nobody\", text, text); return null!; }")]
    [InlineData("var right = hasher.VerifyHashedPassword(\"a\", text, text) != PasswordVerificationResult.Failed; return right ? Ok() : Unauthorized();")]
    [InlineData("await signIn.PasswordSignInAsync(\"a\", text, true, true);")]
    [InlineData("if (CryptographicOperations.FixedTimeEquals(bytes, bytes)) return Ok();")]
    [InlineData("return rsa.VerifyData(bytes, bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pss) ? Ok() : Forbid();")]
    [InlineData("new Own.Checks().VerifyData(bytes);")]
    [InlineData("new Own.Checks().Forbid();")]
    [InlineData("await HttpContext.ForbidAsync();")]
    [InlineData("await HttpContext.ChallengeAsync();")]
    [InlineData("var refusal = Forbid(); if (User is null) return refusal;")]
    [InlineData("IActionResult Refuse() => Forbid(); if (User is null) return Refuse();")]
    [InlineData("return User is null ? Forbid() : Ok();")]
    [InlineData("Ok();")]
    [InlineData("Forbid(); return Unauthorized();")]
    [InlineData("new OkResult();")]
    [InlineData("if (environment.IsDevelopment()) await checks.AuthorizeAsync(User, \"p\");")]
    [InlineData("if (User is null) { hasher.VerifyHashedPassword(\"nobody\", text, text); return Map(null!); }")]
    [InlineData("var right = false; if (User is null) hasher.VerifyHashedPassword(\"nobody\", text, text); else right = text.Length > 3; return right ? Ok() : Unauthorized();")]
    [InlineData("if (User is null) { await users.CheckPasswordAsync(\"nobody\", text); } else if (await users.CheckPasswordAsync(\"a\", text)) return Ok();")]
    [InlineData("void Burn() { hasher.VerifyHashedPassword(\"nobody\", text, text); } Burn();")]
    [InlineData("await checks.AuthorizeAsync(User, \"p\"); return text is null ? NotFound() : await Task.FromResult(Forbid());")]
    public Task Allows(string statements) => Check(statements);

    [Theory]
    [InlineData("await checks.[|AuthorizeAsync|](User, \"p\");")]
    [InlineData("await checks.[|AuthorizeAsync|](User, 1, \"p\").ConfigureAwait(false);")]
    [InlineData("await checks.[|AuthorizeAsync|](User, 1, new IAuthorizationRequirement[0]);")]
    [InlineData("checks.[|AuthorizeAsync|](User, \"p\");")]
    [InlineData("_ = await checks.[|AuthorizeAsync|](User, \"p\");")]
    [InlineData("var answer = await checks.[|AuthorizeAsync|](User, \"p\");")]
    [InlineData("checks.[|AuthorizeAsync|](User, \"p\").GetAwaiter().GetResult();")]
    [InlineData("checks.[|AuthorizeAsync|](User, \"p\").Wait();")]
    [InlineData("await checks?.[|AuthorizeAsync|](User, \"p\")!;")]
    [InlineData("await AuthorizationServiceExtensions.[|AuthorizeAsync|](checks, User, \"p\");")]
    [InlineData("await new Own.Wrapped().[|AuthorizeAsync|](User);")]
    [InlineData("async Task Local() { await checks.[|AuthorizeAsync|](User, \"p\"); } await Local();")]
    [InlineData("await users.[|CheckPasswordAsync|](\"a\", text); await signIn.SignInAsync(\"a\", true);")]
    [InlineData("await new Own.Users().[|CheckPasswordAsync|](\"a\", text); await signIn.SignInAsync(\"a\", true);")]
    [InlineData("await users.[|VerifyTwoFactorTokenAsync|](\"a\", \"Email\", text);")]
    [InlineData("await signIn.[|CheckPasswordSignInAsync|](\"a\", text, true); await signIn.SignInAsync(\"a\", true);")]
    [InlineData("hasher.[|VerifyHashedPassword|](\"a\", text, text); await signIn.SignInAsync(\"a\", true);")]
    [InlineData("new PasswordHasher<string>().[|VerifyHashedPassword|](\"a\", text, text); await signIn.SignInAsync(\"a\", true);")]
    [InlineData("rsa.[|VerifyData|](bytes, bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pss);")]
    [InlineData("ECDsa.Create().[|VerifyHash|](bytes, bytes);")]
    [InlineData("CryptographicOperations.[|FixedTimeEquals|](bytes, bytes);")]
    [InlineData("if (User is null) [|Forbid|]();")]
    [InlineData("if (User is null) { [|Forbid|](); }")]
    [InlineData("if (User is null) this.[|Unauthorized|]();")]
    [InlineData("if (User is null) _ = [|Challenge|]();")]
    [InlineData("if (User is null) Results.[|Forbid|]();")]
    [InlineData("if (User is null) TypedResults.[|Unauthorized|]();")]
    [InlineData("if (User is null) new [|ForbidResult|]();")]
    [InlineData("if (User is null) new [|UnauthorizedObjectResult|](text);")]
    [InlineData("await checks.[|AuthorizeAsync|](User, \"p\"); return text is null ? NotFound() : Ok(text);")]
    [InlineData("await checks.[|AuthorizeAsync|](User, \"p\"); return Ok(ModelState.ErrorCount);")]
    [InlineData("await checks.[|AuthorizeAsync|](User, \"p\"); return Ok(text ?? throw new InvalidOperationException());")]
    public Task Reports(string statements) => Check(statements);

    /// <summary>A check that fails is not passed.</summary>
    [Theory]
    [InlineData("try { await M(); context.Succeed(requirement); } catch (Exception) { }")]
    [InlineData("try { await M(); } catch (Exception) { throw; } context.Succeed(requirement);")]
    [InlineData("try { await M(); } catch (Exception) { if (context.User.IsInRole(\"a\")) context.Succeed(requirement); }")]
    [InlineData("try { await M(); } catch (Exception e) when (e is OperationCanceledException) { context.Succeed(requirement); }")]
    [InlineData("try { await M(); } catch (Exception) { new Own().Succeed(requirement); }")]
    [InlineData("try { await M(); } catch (Exception) { if (!context.User.IsInRole(\"a\")) return; context.Succeed(requirement); }")]
    [InlineData("try { await M(); } catch (Exception) { var isStaff = context.User.IsInRole(\"a\"); if (!isStaff) { context.Fail(); return; } context.Succeed(requirement); }")]
    [InlineData("try { await M(); } catch (Exception) { await M(); context.Succeed(requirement); }")]
    [InlineData("try { await M(); context.Succeed(requirement); } catch (Exception) { Console.WriteLine(1); context.[|Succeed|](requirement); }")]
    [InlineData("try { await M(); } catch { context.[|Succeed|](requirement); }")]
    public Task Success_because_of_an_exception(string statements) => Gate<AccessCheckIgnored>.Check($$"""
        using Microsoft.AspNetCore.Authorization;
        class R : IAuthorizationRequirement;
        class Own { public void Succeed(R requirement) { } }
        class H : AuthorizationHandler<R>
        {
            static Task M() => Task.CompletedTask;
            protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, R requirement) { await M(); {{statements}} }
        }
        """);

    [Fact]
    public Task Page_models_return_refusals_too() => Gate<AccessCheckIgnored>.Check("""
        using Microsoft.AspNetCore.Mvc.RazorPages;
        class EditModel : PageModel
        {
            public Microsoft.AspNetCore.Mvc.IActionResult OnPost() { if (User is null) [|Forbid|](); return Page(); }
            public void OnGet() { if (User is null) [|Challenge|](); }
        }
        """);

    [Fact]
    public Task A_method_of_the_class_does_what_its_own_body_says() => Gate<AccessCheckIgnored>.Check("""
        using Microsoft.AspNetCore.Mvc;
        class OrdersController : ControllerBase
        {
            new void Forbid() => HttpContext.Abort();
            public IActionResult Get() { if (User is null) Forbid(); return Ok(); }
        }
        """);

    [Fact]
    public Task What_runs_for_nobody_warms_up() => Gate<AccessCheckIgnored>.Check("""
        using System.Security.Claims;
        using System.Security.Cryptography;
        using Microsoft.AspNetCore.Authorization;
        class WarmUp(IAuthorizationService checks, ECDsa key) : BackgroundService
        {
            protected override async Task ExecuteAsync(CancellationToken stoppingToken)
            {
                await checks.AuthorizeAsync(new ClaimsPrincipal(), "p");
                _ = key.VerifyData(new byte[1], new byte[1], HashAlgorithmName.SHA256);
            }
        }
        """);

    [Fact]
    public Task A_benchmark_measures_and_what_stands_beside_it_does_not() => Gate<AccessCheckIgnored>.Check("""
        using System.Security.Cryptography;
        class BenchmarkAttribute : Attribute;
        class Keys(ECDsa key)
        {
            [Benchmark] public void Verify() => key.VerifyData(new byte[1], new byte[1], HashAlgorithmName.SHA256);
            public void Accept() => key.[|VerifyData|](new byte[1], new byte[1], HashAlgorithmName.SHA256);
        }
        """);

    [Fact]
    public Task Half_typed_code_is_left_to_the_compiler() => Gate<AccessCheckIgnored>.CheckBroken("""
        using Microsoft.AspNetCore.Authorization;
        class Half
        {
            void M(IAuthorizationService checks) { checks.AuthorizeAsync(; await checks. ; Forbid( }
        """);

    private static Task Check(string statements) => Gate<AccessCheckIgnored>.Check($$"""
        using System.Security.Claims;
        using System.Security.Cryptography;
        using Microsoft.AspNetCore.Authentication;
        using Microsoft.AspNetCore.Authorization;
        using Microsoft.AspNetCore.Identity;
        using Microsoft.AspNetCore.Mvc;
        namespace Own
        {
            class Checks { public Task AuthorizeAsync(ClaimsPrincipal user, string policy) => Task.CompletedTask; public bool VerifyData(byte[] bytes) => true; public bool Forbid() => true; }
            class Throwing { public Task<AuthorizationResult> AuthorizeAsync(ClaimsPrincipal user, string policy) => Task.FromResult(new AuthorizationResult()); }
            class AuthorizationResult { }
            class Wrapped { public Task<Microsoft.AspNetCore.Authorization.AuthorizationResult> AuthorizeAsync(ClaimsPrincipal user) => Task.FromResult(Microsoft.AspNetCore.Authorization.AuthorizationResult.Success()); }
            class Users() : UserManager<string>(null!, null!, null!, null!, null!, null!, null!, null!, null!) { public override Task<bool> CheckPasswordAsync(string user, string password) => Task.FromResult(true); }
        }
        class OrdersController(IAuthorizationService checks, UserManager<string> users, SignInManager<string> signIn, IPasswordHasher<string> hasher, RSA rsa, IHostEnvironment environment) : ControllerBase
        {
            public async Task<IActionResult> Delete(string text, byte[] bytes)
            {
                await Task.Yield();
                {{statements}}
                return NoContent();
            }

            private IActionResult Map(AuthorizationResult answer) => answer.Succeeded ? Ok() : Forbid();
        }
        """);
}
