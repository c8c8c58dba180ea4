namespace Omniops.Gates.Analyzers.Tests.Secrets;

public sealed class CryptoKeyInCodeTests
{
    [Theory]
    [InlineData("""aes.Key = Convert.FromBase64String(config["Aes:Key"]);""")]
    [InlineData("""aes.Key = RandomNumberGenerator.GetBytes(32);""")]
    [InlineData("""aes.GenerateKey();""")]
    [InlineData("""any = new HMACSHA256(Encoding.UTF8.GetBytes(config["Jwt:Key"]));""")]
    [InlineData("""any = new byte[] { 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A };""")]
    [InlineData("""byte[] signature = { 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A };""")]
    [InlineData("""any = Encoding.UTF8.GetBytes("hello world, how are you");""")]
    [InlineData("""any = SHA256.HashData("hello world, how are you"u8);""")]
    [InlineData("""aes.IV = RandomNumberGenerator.GetBytes(16);""")]
    [InlineData("""any = aes.CreateEncryptor(aes.Key, aes.IV);""")]
    [InlineData("""aes.Key = new byte[32];""")]
    public async Task Allows(string statement) => Assert.Equal("", await SecretTest.OfStatements(statement));

    [Theory]
    [InlineData("""aes.Key = new byte[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16 };""")]
    [InlineData("""aes.Key = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16];""")]
    [InlineData("""aes.Key = Convert.FromBase64String("q83vEjRWeJCrze8SNFZ4kA==");""")]
    [InlineData("""aes.Key = Encoding.UTF8.GetBytes("a sixteen byte k");""")]
    [InlineData("""aes.Key = "a sixteen byte k"u8.ToArray();""")]
    [InlineData("""any = new HMACSHA256(Encoding.UTF8.GetBytes("the key of the shop"));""")]
    [InlineData("""any = HMACSHA256.HashData("the key of the shop"u8, new byte[1]);""")]
    [InlineData("""any = new AesGcm(Encoding.UTF8.GetBytes("a sixteen byte k"), 16);""")]
    [InlineData("""byte[] local = Encoding.UTF8.GetBytes("a sixteen byte k"); aes.Key = local;""")]
    [InlineData("""aes.Key = s_bytes; } static readonly byte[] s_bytes = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16 }; void F() {""")]
    [InlineData("""aes.Key = Convert.FromBase64String(Neutral64); } const string Neutral64 = "q83vEjRWeJCrze8SNFZ4kA=="; void F() {""")]
    [InlineData("""any = new Microsoft.IdentityModel.Tokens.SymmetricSecurityKey(Encoding.UTF8.GetBytes("the key of the shop"));""")]
    [InlineData("""host.UseSetting("Jwt:Key", "4fE9kQz7Lw2Xv8Bn1Ty6Rm3Pc5Hd0Js");""")]
    [InlineData("""any = new JwtOptions { Key = "4fE9kQz7Lw2Xv8Bn1Ty6Rm3Pc5Hd0Js" };""")]
    public async Task Reports(string statement) => Assert.Equal("OMNI1006", await SecretTest.OfStatements(statement));

    [Theory]
    [InlineData("""aes.IV = new byte[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16 };""")]
    [InlineData("""any = aes.CreateEncryptor(aes.Key, Encoding.UTF8.GetBytes("a sixteen byte k"));""")]
    public async Task Doubts(string statement) => Assert.Equal("OMNI1006?", await SecretTest.OfStatements(statement));

    [Fact]
    public async Task Reports_key_and_vector_of_one_call() => Assert.Equal(
        "OMNI1006 OMNI1006?",
        await SecretTest.OfStatements("""any = aes.CreateEncryptor(Encoding.UTF8.GetBytes("a sixteen byte k"), Encoding.UTF8.GetBytes("a sixteen byte i"));"""));
}
