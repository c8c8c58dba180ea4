using Omniops.Gates.Engine.Secrets;

namespace Omniops.Gates.Engine.Tests.Secrets;

public sealed class SecretDigestTests
{
    [Fact]
    public void Has_twelve_bits_that_are_always_the_same()
    {
        Assert.Matches("^[0-9a-f]{3}$", SecretDigest.Of("Password=x"));
        Assert.Equal(SecretDigest.Of("Password=x"), SecretDigest.Of("Password=x"));
    }

    [Fact]
    public void Tells_nearly_every_change_and_confirms_no_guess()
    {
        var digests = Enumerable.Range(0, 20_000).Select(i => SecretDigest.Of($"secret{i}")).ToList();
        Assert.InRange(digests.Distinct().Count(), 3_500, 4_096);
        Assert.InRange(digests.Count(digest => digest == digests[0]), 2, 40);
    }
}
