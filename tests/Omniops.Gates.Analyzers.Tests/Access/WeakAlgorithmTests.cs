using Omniops.Gates.Analyzers.Access;

namespace Omniops.Gates.Analyzers.Tests.Access;

public sealed class WeakAlgorithmTests
{
    [Theory]
    [InlineData("using var made = Aes.Create();")]
    [InlineData("using var made = RSA.Create();")]
    [InlineData("using var made = RSA.Create(2048);")]
    [InlineData("using var made = RSA.Create(Long);")]
    [InlineData("using var made = RSA.Create(size);")]
    [InlineData("using var made = new RSACryptoServiceProvider(4096);")]
    [InlineData("using var made = new RSACryptoServiceProvider(); made.FromXmlString(text);")]
    [InlineData("using var made = new RSACryptoServiceProvider(); made.ImportFromPem(text); made.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);")]
    [InlineData("using var made = new RSACryptoServiceProvider { KeySize = 4096 };")]
    [InlineData("using var made = new RSACryptoServiceProvider(); made.KeySize = size;")]
    [InlineData("GC.KeepAlive(new RSACryptoServiceProvider());")]
    [InlineData("using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);")]
    [InlineData("aes.Mode = CipherMode.CBC;")]
    [InlineData("var is_ecb = aes.Mode == CipherMode.ECB;")]
    [InlineData("new Elsewhere.Cipher { Mode = CipherMode.ECB };")]
    [InlineData("Elsewhere.DES.Create();")]
    [InlineData("new Elsewhere.TripleDES();")]
    [InlineData("aes.EncryptCbc(bytes, bytes);")]
    [InlineData("SymmetricAlgorithm.Create(\"AES\");")]
    [InlineData("rsa.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);")]
    [InlineData("rsa.VerifyData(bytes, bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);")]
    [InlineData("var hash = HashAlgorithmName.SHA384; rsa.VerifyData(bytes, bytes, hash, RSASignaturePadding.Pkcs1);")]
    [InlineData("new CertificateRequest(\"cn=x\", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);")]
    [InlineData("new Elsewhere.CertificateRequest(HashAlgorithmName.SHA1);")]
    [InlineData("rsa.Encrypt(bytes, RSAEncryptionPadding.OaepSHA256); rsa.Decrypt(bytes, RSAEncryptionPadding.OaepSHA1);")]
    [InlineData("aes.CreateEncryptor(bytes, RandomNumberGenerator.GetBytes(16));")]
    [InlineData("aes.CreateEncryptor(bytes, aes.IV);")]
    [InlineData("aes.CreateDecryptor(bytes, new byte[16]);")]
    [InlineData("aes.DecryptCbc(bytes, Salt);")]
    [InlineData("aes.IV = Salt; aes.CreateDecryptor();")]
    [InlineData("var iv = new byte[16]; RandomNumberGenerator.Fill(iv); aes.CreateEncryptor(bytes, iv);")]
    [InlineData("var iv = new byte[16]; Array.Copy(bytes, iv, 16); aes.EncryptCbc(bytes, iv);")]
    [InlineData("var iv = new byte[16]; stream.ReadExactly(iv); aes.IV = iv; aes.CreateEncryptor();")]
    [InlineData("aes.GenerateKey(); aes.CreateEncryptor(aes.Key, new byte[16]);")]
    [InlineData("aes.CreateEncryptor(RandomNumberGenerator.GetBytes(32), new byte[16]);")]
    [InlineData("new Elsewhere.Cipher { IV = new byte[16] };")]
    [InlineData("var salt = new byte[16]; RandomNumberGenerator.Fill(salt); Rfc2898DeriveBytes.Pbkdf2(password, salt, 600_000, HashAlgorithmName.SHA512, 32);")]
    [InlineData("var salt = new byte[16]; using var random = RandomNumberGenerator.Create(); random.GetBytes(salt); Rfc2898DeriveBytes.Pbkdf2(password, salt, 600_000, HashAlgorithmName.SHA512, 32);")]
    [InlineData("Span<byte> salt = new byte[16]; RandomNumberGenerator.Fill(salt); Rfc2898DeriveBytes.Pbkdf2(password, salt, 600_000, HashAlgorithmName.SHA512, 32);")]
    [InlineData("var salt = new byte[16]; for (var at = 0; at < 16; at++) salt[at] = bytes[at]; Rfc2898DeriveBytes.Pbkdf2(password, salt, 600_000, HashAlgorithmName.SHA512, 32);")]
    [InlineData("var salt = new byte[size]; FillSalt(salt); Rfc2898DeriveBytes.Pbkdf2(password, salt, 600_000, HashAlgorithmName.SHA512, 32);")]
    [InlineData("byte[] salt = [1, .. bytes]; Rfc2898DeriveBytes.Pbkdf2(password, salt, 600_000, HashAlgorithmName.SHA512, 32);")]
    [InlineData("Rfc2898DeriveBytes.Pbkdf2(password, text.Select(one => (byte)one).ToArray(), 600_000, HashAlgorithmName.SHA512, 32);")]
    [InlineData("identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(1);")]
    [InlineData("identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(size);")]
    [InlineData("new Elsewhere.LockoutOptions { DefaultLockoutTimeSpan = TimeSpan.Zero };")]
    [InlineData("await users.SetLockoutEnabledAsync(account, true); await users.SetLockoutEndDateAsync(account, null);")]
    [InlineData("await users.SetLockoutEnabledAsync(account, size > 3);")]
    [InlineData("new Elsewhere.UserManager().SetLockoutEnabledAsync(account, false);")]
    [InlineData("MD5.HashData(bytes);")]
    [InlineData("var etag = Convert.ToHexString(MD5.HashData(File.ReadAllBytes(text)));")]
    [InlineData("SHA1.Create().ComputeHash(stream);")]
    [InlineData("var gravatar = MD5.HashData(Encoding.UTF8.GetBytes(account.Email.ToLowerInvariant()));")]
    [InlineData("SHA1.HashData(Encoding.UTF8.GetBytes(account.PasswordHash));")]
    [InlineData("SHA256.HashData(Encoding.UTF8.GetBytes(accessToken));")]
    [InlineData("CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(password)), SHA256.HashData(Encoding.UTF8.GetBytes(text)));")]
    [InlineData("MD5.HashDataAsync(stream, cancellationToken);")]
    [InlineData("new HMACSHA256(bytes).ComputeHash(Encoding.UTF8.GetBytes(password));")]
    [InlineData("HMACSHA1.HashData(bytes, bytes);")]
    [InlineData("Elsewhere.MD5.HashData(Encoding.UTF8.GetBytes(password));")]
    [InlineData("BCryptHash(Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(password))));")]
    [InlineData("PwnedRange(SHA1.HashData(Encoding.UTF8.GetBytes(password)));")]
    [InlineData("new Rfc2898DeriveBytes(password, bytes, 600_000, HashAlgorithmName.SHA256);")]
    [InlineData("new Rfc2898DeriveBytes(password, bytes, size, HashAlgorithmName.SHA256);")]
    [InlineData("Rfc2898DeriveBytes.Pbkdf2(password, bytes, 100_000, HashAlgorithmName.SHA512, 32);")]
    [InlineData("Rfc2898DeriveBytes.Pbkdf2(password, RandomNumberGenerator.GetBytes(16), Iterations, HashAlgorithmName.SHA512, 32);")]
    [InlineData("KeyDerivation.Pbkdf2(password, bytes, KeyDerivationPrf.HMACSHA256, 200_000, 32);")]
    [InlineData("services.Configure<PasswordHasherOptions>(o => o.IterationCount = 210_000);")]
    [InlineData("hasher.CompatibilityMode = PasswordHasherCompatibilityMode.IdentityV3;")]
    [InlineData("var delay = Random.Shared.Next(100);")]
    [InlineData("var price = new Random().NextDouble();")]
    [InlineData("using HashAlgorithm hash = new HMACSHA512(bytes); hash.ComputeHash(Encoding.UTF8.GetBytes(password));")]
    [InlineData("MD5.HashData(Encoding.UTF8.GetBytes(cancellationToken.ToString()!));")]
    [InlineData("await Task.Delay(Random.Shared.Next(100));")]
    [InlineData("var tokenCount = Random.Shared.Next(10);")]
    [InlineData("var color_code = Random.Shared.Next(10);")]
    [InlineData("var token = RandomNumberGenerator.GetHexString(32);")]
    [InlineData("var token = new Elsewhere.Random().Next();")]
    [InlineData("identity.Password.RequiredLength = 8;")]
    [InlineData("identity.Password.RequiredLength = size;")]
    [InlineData("identity.Password.RequiredLength = Long;")]
    [InlineData("identity.Password.RequireDigit = false;")]
    [InlineData("identity.Password.RequireDigit = false; identity.Password.RequireLowercase = false; identity.Password.RequireUppercase = false;")]
    [InlineData("identity.Password.RequiredLength = 12; identity.Password.RequireDigit = false; identity.Password.RequireLowercase = false; identity.Password.RequireUppercase = false; identity.Password.RequireNonAlphanumeric = false;")]
    [InlineData("new Elsewhere.PasswordOptions { RequiredLength = 4 };")]
    [InlineData("identity.Lockout.MaxFailedAccessAttempts = 5;")]
    [InlineData("identity.Lockout.MaxFailedAccessAttempts = 10;")]
    [InlineData("identity.Lockout.AllowedForNewUsers = true;")]
    [InlineData("await signIn.PasswordSignInAsync(\"a\", password, true, lockoutOnFailure: true);")]
    [InlineData("await signIn.PasswordSignInAsync(\"a\", password, false, true);")]
    [InlineData("await signIn.CheckPasswordSignInAsync(account, password, !false);")]
    [InlineData("new Elsewhere.SignInManager().PasswordSignInAsync(\"a\", lockoutOnFailure: false);")]
    [InlineData("if (environment.IsDevelopment()) identity.Password.RequiredLength = 4;")]
    [InlineData("identity.Password.RequiredLength = environment.IsDevelopment() ? 1 : 10;")]
    public Task Allows(string statement) => Check(statement);

    [Theory]
    [InlineData("using var des = [|DES.Create()|];")]
    [InlineData("using var des = [|TripleDES.Create()|];")]
    [InlineData("using var rc2 = [|RC2.Create()|];")]
    [InlineData("using var des = new [|DESCryptoServiceProvider|]();")]
    [InlineData("using var des = new [|TripleDESCryptoServiceProvider|]();")]
    [InlineData("using var des = new [|TripleDESCng|]();", true)]
    [InlineData("using var dsa = [|DSA.Create()|];")]
    [InlineData("SymmetricAlgorithm.Create([|\"DES\"|]);")]
    [InlineData("SymmetricAlgorithm.Create([|Triple|]);")]
    [InlineData("CryptoConfig.CreateFromName([|\"System.Security.Cryptography.DES\"|]);")]
    [InlineData("using var made = RSA.Create([|1024|]);")]
    [InlineData("using var made = RSA.Create([|Short|]);")]
    [InlineData("using var made = new RSACryptoServiceProvider([|1024|]);")]
    [InlineData("using var made = [|new RSACryptoServiceProvider()|];")]
    [InlineData("RSACryptoServiceProvider made = [|new()|]; made.Encrypt(bytes, true);")]
    [InlineData("[|new RSACryptoServiceProvider()|].ToXmlString(true);")]
    [InlineData("using var made = new RSACryptoServiceProvider([|512|], new CspParameters());")]
    [InlineData("rsa.KeySize = [|1024|];")]
    [InlineData("using var ec = ECDsa.Create([|ECCurve.NamedCurves.brainpoolP160r1|]);")]
    [InlineData("using var ec = ECDsa.Create([|ECCurve.CreateFromFriendlyName(\"secp192r1\")|]);")]
    [InlineData("aes.Mode = [|CipherMode.ECB|];")]
    [InlineData("var mode = CipherMode.ECB; aes.Mode = [|mode|];")]
    [InlineData("var own = Aes.Create(); own.Mode = [|CipherMode.ECB|];")]
    [InlineData("using var managed = new AesManaged { Mode = [|CipherMode.ECB|] };")]
    [InlineData("aes.[|EncryptEcb|](bytes, PaddingMode.PKCS7);")]
    [InlineData("rsa.SignData(bytes, [|HashAlgorithmName.SHA1|], RSASignaturePadding.Pkcs1);")]
    [InlineData("rsa.SignHash(bytes, [|HashAlgorithmName.MD5|], RSASignaturePadding.Pkcs1);")]
    [InlineData("var hash = HashAlgorithmName.SHA1; rsa.SignData(bytes, [|hash|], RSASignaturePadding.Pkcs1);")]
    [InlineData("rsa.SignData(bytes, [|new HashAlgorithmName(\"MD5\")|], RSASignaturePadding.Pkcs1);")]
    [InlineData("rsa.VerifyData(bytes, bytes, [|HashAlgorithmName.MD5|], RSASignaturePadding.Pkcs1);")]
    [InlineData("rsa.VerifyHash(bytes, bytes, [|HashAlgorithmName.MD5|], RSASignaturePadding.Pkcs1);")]
    [InlineData("new CertificateRequest(\"cn=x\", rsa, [|HashAlgorithmName.SHA1|], RSASignaturePadding.Pkcs1);")]
    [InlineData("new CertificateRequest(\"cn=x\", ECDsa.Create(), [|HashAlgorithmName.MD5|]);")]
    [InlineData("rsa.Encrypt(bytes, [|RSAEncryptionPadding.Pkcs1|]);")]
    [InlineData("var padding = RSAEncryptionPadding.Pkcs1; rsa.Encrypt(bytes, [|padding|]);")]
    [InlineData("new RSACryptoServiceProvider(2048).Encrypt(bytes, [|fOAEP: false|]);")]
    [InlineData("aes.CreateEncryptor(bytes, [|new byte[16]|]);")]
    [InlineData("var iv = new byte[16]; aes.CreateEncryptor(bytes, [|iv|]);")]
    [InlineData("aes.EncryptCbc(bytes, [|Salt|]);")]
    [InlineData("aes.EncryptCfb(bytes, [|\"0123456789abcdef\"u8.ToArray()|]);")]
    [InlineData("aes.IV = [|Encoding.UTF8.GetBytes(\"0123456789abcdef\")|]; aes.CreateEncryptor();")]
    [InlineData("aes.IV = [|new byte[16]|]; aes.CreateDecryptor(); aes.CreateEncryptor();")]
    public Task Reports_a_cipher(string statement, bool isForWindows = false) => Check(isForWindows ? "#pragma warning disable CA1416\n" + statement : statement);

    [Theory]
    [InlineData("MD5.[|HashData|](Encoding.UTF8.GetBytes(password));")]
    [InlineData("SHA1.Create().[|ComputeHash|](Encoding.UTF8.GetBytes(password));")]
    [InlineData("SHA256.[|HashData|](Encoding.UTF8.GetBytes(password));")]
    [InlineData("SHA512.[|HashData|](Encoding.UTF8.GetBytes(account.Password + \"salt\"));")]
    [InlineData("using var hash = SHA256.Create(); hash.[|ComputeHash|](Encoding.ASCII.GetBytes($\"{account.Password}{text}\"));")]
    [InlineData("using var hash = MD5.Create(); var raw = Encoding.UTF8.GetBytes(password); hash.[|ComputeHash|](raw);")]
    [InlineData("using HashAlgorithm hash = SHA1.Create(); hash.[|ComputeHash|](Encoding.UTF8.GetBytes(password));")]
    [InlineData("new SHA1Managed().[|ComputeHash|](Encoding.UTF8.GetBytes(password));")]
    [InlineData("new MD5CryptoServiceProvider().[|ComputeHash|](Encoding.UTF8.GetBytes(account.Password));")]
    [InlineData("HashAlgorithm.Create(\"SHA256\")!.[|ComputeHash|](Encoding.UTF8.GetBytes(password));")]
    [InlineData("CryptographicOperations.[|HashData|](HashAlgorithmName.MD5, Encoding.UTF8.GetBytes(password));")]
    [InlineData("MD5.[|HashData|](Encoding.UTF8.GetBytes(accessToken));")]
    [InlineData("SHA1.[|HashData|](Encoding.UTF8.GetBytes(text + clientSecret));")]
    [InlineData("new [|Rfc2898DeriveBytes|](password, bytes);")]
    [InlineData("new [|Rfc2898DeriveBytes|](password, 16);")]
    [InlineData("new Rfc2898DeriveBytes(password, bytes, [|1000|]);")]
    [InlineData("new Rfc2898DeriveBytes(password, bytes, [|10_000|], HashAlgorithmName.SHA256);")]
    [InlineData("new Rfc2898DeriveBytes(password, bytes, 600_000, [|HashAlgorithmName.SHA1|]);")]
    [InlineData("[|new Rfc2898DeriveBytes(password, bytes, 600_000)|];")]
    [InlineData("Rfc2898DeriveBytes.Pbkdf2(password, bytes, [|Few|], HashAlgorithmName.SHA512, 32);")]
    [InlineData("Rfc2898DeriveBytes.Pbkdf2(password, bytes, 600_000, [|HashAlgorithmName.SHA1|], 32);")]
    [InlineData("Rfc2898DeriveBytes.Pbkdf2(password, [|Encoding.UTF8.GetBytes(\"pepper and salt\")|], 600_000, HashAlgorithmName.SHA512, 32);")]
    [InlineData("Rfc2898DeriveBytes.Pbkdf2(password, [|Salt|], 600_000, HashAlgorithmName.SHA512, 32);")]
    [InlineData("Rfc2898DeriveBytes.Pbkdf2(password, [|\"pepper and salt\"u8.ToArray()|], 600_000, HashAlgorithmName.SHA512, 32);")]
    [InlineData("Rfc2898DeriveBytes.Pbkdf2(password, [|Listed|], 600_000, HashAlgorithmName.SHA512, 32);")]
    [InlineData("byte[] salt = [1, 2, 3, 4]; Rfc2898DeriveBytes.Pbkdf2(password, [|salt|], 600_000, HashAlgorithmName.SHA512, 32);")]
    [InlineData("Rfc2898DeriveBytes.Pbkdf2(password, [|new byte[16]|], 600_000, HashAlgorithmName.SHA512, 32);")]
    [InlineData("var salt = new byte[16]; Rfc2898DeriveBytes.Pbkdf2(password, [|salt|], 600_000, HashAlgorithmName.SHA512, 32); Console.Write(salt.Length + Convert.ToHexString(salt));")]
    [InlineData("KeyDerivation.Pbkdf2(password, [|new byte[16]|], KeyDerivationPrf.HMACSHA256, 600_000, 32);")]
    [InlineData("KeyDerivation.Pbkdf2(password, bytes, KeyDerivationPrf.HMACSHA256, [|10000|], 32);")]
    [InlineData("KeyDerivation.Pbkdf2(password, bytes, [|KeyDerivationPrf.HMACSHA1|], 600_000, 32);")]
    [InlineData("new [|PasswordDeriveBytes|](password, bytes);")]
    [InlineData("services.Configure<PasswordHasherOptions>(o => o.IterationCount = [|1000|]);")]
    [InlineData("[|hasher.CompatibilityMode = PasswordHasherCompatibilityMode.IdentityV2|];")]
    public Task Reports_a_hash(string statement) => Check(statement);

    [Theory]
    [InlineData("var token = new Random().[|Next|]().ToString();")]
    [InlineData("var resetCode = Random.Shared.[|Next|](100000, 999999);")]
    [InlineData("string otp = $\"{Random.Shared.[|Next|](100000, 999999)}\";")]
    [InlineData("var random = new Random(); var newPassword = new string(Enumerable.Range(0, 8).Select(_ => text[random.[|Next|](text.Length)]).ToArray());")]
    [InlineData("account.Password = Random.Shared.[|NextInt64|]().ToString();")]
    [InlineData("var salt = new byte[16]; new Random().[|NextBytes|](salt);")]
    [InlineData("var passwordBuilder = new StringBuilder(); passwordBuilder.Append(text[Random.Shared.[|Next|](3)]);")]
    [InlineData("string GenerateToken() => Random.Shared.[|Next|]().ToString(); GenerateToken();")]
    [InlineData("string CreatePassword() { var result = new StringBuilder(); for (var i = 0; i < 8; i++) result.Append(text[Random.Shared.[|Next|](3)]); return result.ToString(); } CreatePassword();")]
    public Task Reports_a_number_that_can_be_guessed(string statement) => Check(statement);

    [Theory]
    [InlineData("[|identity.Password.RequiredLength = 6|];")]
    [InlineData("[|identity.Password.RequiredLength = Short - 1020|];")]
    [InlineData("services.Configure<IdentityOptions>(o => { [|o.Password.RequiredLength = 1|]; });")]
    [InlineData("services.AddIdentityCore<Account>(o => [|o.Password.RequiredLength = 4|]);")]
    [InlineData("identity.Password = new PasswordOptions { [|RequiredLength = 4|] };")]
    [InlineData("identity.Password.RequireDigit = false; identity.Password.RequireLowercase = false; identity.Password.RequireUppercase = false; [|identity.Password.RequireNonAlphanumeric = false|];")]
    [InlineData("identity.Password.RequiredLength = 8; identity.Password.RequireDigit = false; identity.Password.RequireLowercase = false; identity.Password.RequireNonAlphanumeric = false; [|identity.Password.RequireUppercase = false|];")]
    [InlineData("identity.Password = new PasswordOptions { RequireDigit = false, RequireLowercase = false, RequireUppercase = false, [|RequireNonAlphanumeric = false|] };")]
    [InlineData("[|identity.Lockout.MaxFailedAccessAttempts = 100|];")]
    [InlineData("[|identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.Zero|];")]
    [InlineData("[|identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromSeconds(1)|];")]
    [InlineData("[|identity.Lockout.AllowedForNewUsers = false|];")]
    [InlineData("await signIn.PasswordSignInAsync(\"a\", password, true, [|lockoutOnFailure: false|]);")]
    [InlineData("await signIn.PasswordSignInAsync(account, password, true, [|false|]);")]
    [InlineData("await signIn.CheckPasswordSignInAsync(account, password, [|No|]);")]
    public Task Reports_a_password_rule(string statement) => Check(statement);

    [Theory]
    [InlineData("rsa.VerifyData(bytes, bytes, HashAlgorithmName.SHA1, RSASignaturePadding.Pkcs1);", "SHA1")]
    [InlineData("rsa.Decrypt(bytes, RSAEncryptionPadding.Pkcs1);", "RSAEncryptionPadding.Pkcs1")]
    [InlineData("await users.SetLockoutEnabledAsync(account, false);", "SetLockoutEndDateAsync(user, null)")]
    public async Task Advises(string statement, string expected)
    {
        var found = await new Findings($$"""
            using System.Security.Cryptography;
            using Microsoft.AspNetCore.Identity;
            WebApplication.Create().Run();
            public class Account { }
            public class Startup { public async Task M(RSA rsa, byte[] bytes, UserManager<Account> users, Account account) { {{statement}} await Task.Yield(); } }
            """).InBuild("OMNI6005");
        var finding = Assert.Single(found);
        Assert.Equal(Microsoft.CodeAnalysis.DiagnosticSeverity.Warning, finding.Severity);
        Assert.Contains(expected, finding.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public Task Follows_names_through_members() => Gate<WeakAlgorithm>.CheckTokens("""
        using System.Security.Cryptography;
        using System.Text;
        using Microsoft.IdentityModel.Tokens;
        class Tokens(SecurityKey key)
        {
            readonly Random random = new();
            SigningCredentials Good() => new(key, SecurityAlgorithms.HmacSha256);
            SigningCredentials Bad() => new(key, [|"http://www.w3.org/2000/09/xmldsig#hmac-sha1"|]);
            SigningCredentials None() => new SigningCredentials(key, [|SecurityAlgorithms.None|]);
            static string Hash(string password) => Convert.ToHexString(MD5.[|HashData|](Encoding.UTF8.GetBytes(password)));
            static string Checksum(string text) => Convert.ToHexString(MD5.HashData(Encoding.UTF8.GetBytes(text)));
            public string MakeToken(int length)
            {
                var characters = new char[length];
                for (var i = 0; i < length; i++)
                    characters[i] = (char)random.[|Next|](65, 90);
                return new string(characters);
            }
            public async Task RefreshTokenAsync() => await Task.Delay(random.Next(1000));
            public int Roll() => random.Next(6);
            string NextPassword => random.[|Next|]().ToString();
        }
        class PwnedPasswords
        {
            static string Range(string password) => Convert.ToHexString(SHA1.HashData(Encoding.UTF8.GetBytes(password)))[..5];
        }
        """);

    [Fact]
    public Task Reads_identity_before_core() => Gate<WeakAlgorithm>.Check("""
        namespace Microsoft.AspNet.Identity
        {
            public class PasswordValidator
            {
                public int RequiredLength { get; set; }
                public bool RequireDigit { get; set; }
                public bool RequireNonLetterOrDigit { get; set; }
            }
            public class UserManager { public PasswordValidator? PasswordValidator { get; set; } public int MaxFailedAccessAttemptsBeforeLockout { get; set; } public bool UserLockoutEnabledByDefault { get; set; } }
        }
        namespace Microsoft.AspNet.Identity.Owin
        {
            public class SignInManager { public bool PasswordSignIn(string user, string password, bool isPersistent, bool shouldLockout) => true; }
        }
        namespace App
        {
            using Microsoft.AspNet.Identity;
            class C
            {
                void M(UserManager manager, Microsoft.AspNet.Identity.Owin.SignInManager signIn)
                {
                    manager.PasswordValidator = new PasswordValidator { RequiredLength = 8, RequireDigit = true };
                    manager.PasswordValidator = new PasswordValidator { RequiredLength = 12 };
                    manager.PasswordValidator = new PasswordValidator { [|RequiredLength = 6|], RequireDigit = true };
                    manager.PasswordValidator = new [|PasswordValidator|] { RequireDigit = true };
                    manager.PasswordValidator = new [|PasswordValidator|] { RequiredLength = 8 };
                    var validator = new PasswordValidator();
                    validator.RequiredLength = 10;
                    validator.RequireNonLetterOrDigit = true;
                    [|manager.MaxFailedAccessAttemptsBeforeLockout = 50|];
                    [|manager.UserLockoutEnabledByDefault = false|];
                    signIn.PasswordSignIn("a", "b", true, shouldLockout: true);
                    signIn.PasswordSignIn("a", "b", true, [|shouldLockout: false|]);
                }
            }
        }
        """);

    [Fact]
    public async Task The_length_is_the_teams_to_set()
    {
        await Length("12", "[|options.RequiredLength = 10|];");
        await Length("6", "options.RequiredLength = 6;");

        static Task Length(string length, string statement) => new Gate<WeakAlgorithm>($$"""
            class C { void M(Microsoft.AspNetCore.Identity.PasswordOptions options) { {{statement}} } }
            """).With("omniops_password_length", length).RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public Task Reports_code_without_the_web() => Gate<WeakAlgorithm>.CheckWithoutWeb("""
        using System.Security.Cryptography;
        using static System.Security.Cryptography.DES;
        using Cipher = System.Security.Cryptography.TripleDES;
        var one = [|Create()|];
        var two = [|Cipher.Create()|];
        """.Replace("var one", "class C { static void M() { var one", StringComparison.Ordinal) + " } }");

    [Fact]
    public Task Survives_half_typed_code() => Gate<WeakAlgorithm>.CheckBroken("""
        using System.Security.Cryptography;
        class C { void M(string password) { MD5.HashData(; new Rfc2898DeriveBytes(password, ; RSA.Create( ; Aes.Create().Mode = CipherMode. ; SHA256.Create().ComputeHash(password.) } }
        """);

    private static Task Check(string statement) => Gate<WeakAlgorithm>.Check($$"""
        using System.Security.Cryptography;
        using System.Security.Cryptography.X509Certificates;
        using System.Text;
        using Microsoft.AspNetCore.Cryptography.KeyDerivation;
        using Microsoft.AspNetCore.Identity;
        #pragma warning disable SYSLIB0021, SYSLIB0022, SYSLIB0023, SYSLIB0041, SYSLIB0045, SYSLIB0060
        namespace Elsewhere
        {
            class DES { public static DES Create() => new(); }
            class TripleDES { }
            class MD5 { public static byte[] HashData(byte[] bytes) => bytes; }
            class Random { public int Next() => 1; }
            class Cipher { public CipherMode Mode { get; set; } public byte[] IV { get; set; } = []; }
            class CertificateRequest(HashAlgorithmName hash) { public HashAlgorithmName Hash => hash; }
            class LockoutOptions { public TimeSpan DefaultLockoutTimeSpan { get; set; } }
            class UserManager { public void SetLockoutEnabledAsync(Account user, bool enabled) { } }
            class PasswordOptions { public int RequiredLength { get; set; } }
            class SignInManager { public void PasswordSignInAsync(string user, bool lockoutOnFailure) { } }
        }
        class Account { public string Password { get; set; } = ""; public string PasswordHash { get; set; } = ""; public string Email { get; set; } = ""; }
        class Startup
        {
            const int Short = 1024;
            const int Long = 4096;
            const int Few = 5000;
            const int Iterations = 600_000;
            const bool No = false;
            const string Triple = "TripleDES";
            static readonly byte[] Salt = { 1, 2, 3, 4 };
            static readonly byte[] Listed = [1, 2, 3, 4];
            static void FillSalt(byte[] salt) => RandomNumberGenerator.Fill(salt);
            static void BCryptHash(string text) { }
            static void PwnedRange(byte[] hash) { }
            async Task M(Aes aes, RSA rsa, byte[] bytes, Stream stream, string text, string password, string accessToken, string clientSecret, int size,
                Account account, CancellationToken cancellationToken, IServiceCollection services, IdentityOptions identity, PasswordHasherOptions hasher,
                SignInManager<Account> signIn, UserManager<Account> users, IHostEnvironment environment)
            {
                {{statement}}
                await Task.Yield();
            }
        }
        """);
}
