using Omniops.Gates.Engine.Secrets.Sources;

namespace Omniops.Gates.Engine.Tests.Secrets.Sources;

public sealed class ShellAssignmentsTests
{
    [Theory]
    [InlineData("")]
    [InlineData("# PASSWORD=x\necho hello; ls -l | wc")]
    [InlineData("PASSWORD=$(cat file)")]
    [InlineData("docker run -p 80:80 x")]
    [InlineData("mysql -p -u root")]
    public void Finds_nothing(string text) => Assert.Empty(Reading.Of(FileKind.Shell, text));

    [Theory]
    [InlineData("export PASSWORD=swordfish A='b c' D=\"e\\\"f\"", "PASSWORD = swordfish", "A = b c", "D = e\"f")]
    [InlineData("PGPASSWORD=swordfish psql -h x", "PGPASSWORD = swordfish")]
    [InlineData("X=$(az login --password swordfish)", "--password = swordfish")]
    [InlineData("mysql -u root -pswordfish db; mysqldump -p'sword fish'", "--password = swordfish", "--password = sword fish")]
    [InlineData("curl -su bob:swordfish -H 'X-Api-Key: abc' --user 'a:b' http://x", "--password = swordfish", "X-Api-Key = abc",
        "--user:password = b")]
    [InlineData("sshpass -p swordfish ssh a@b", "--password = swordfish")]
    [InlineData("docker login -u bob -p swordfish", "--password = swordfish")]
    [InlineData("tool --token=abc --api-key \"def\" --flag --other", "--token = abc", "--api-key = def")]
    [InlineData("openssl rsa -passin pass:swordfish", "-passin = swordfish")]
    [InlineData("redis-cli -a swordfish; mongo -p open; sqlcmd -P sesame", "--password = swordfish", "--password = open",
        "--password = sesame")]
    [InlineData("dotnet nuget push x -k swordfish", "--api-key = swordfish")]
    [InlineData("echo 'bob:swordfish' | chpasswd", "--password = swordfish")]
    [InlineData("echo swordfish | docker login --password-stdin", "--password-stdin = swordfish")]
    [InlineData("cat > .env <<EOF\nPASSWORD=swordfish\nEOF\nA=b", "PASSWORD = swordfish", "A = b")]
    [InlineData("mysql -e \"CREATE USER a IDENTIFIED BY 'swordfish'\"", "PASSWORD = swordfish")]
    [InlineData("bash -c 'export A=b'", "A = b")]
    [InlineData("P=${P:-swordfish}\nA=b\\ c\nB=x'y'z", "P = swordfish", "A = b c", "B = xyz")]
    [InlineData("tool \\\n  --password swordfish \\\n  -v", "--password = swordfish")]
    public void Reads(string text, params string[] expected) => Assert.Equal(expected, Reading.Of(FileKind.Shell, text));

    [Theory]
    [InlineData("# $a = 'b'\n<# $c = 'd' #>\n$x = Get-Secret 'name'\n$y = $z\nSet-It -Password (Get-It 'x')")]
    [InlineData("$c = @{endpointCredentials=$endpoints} | ConvertTo-Json\ndocker run -e PASSWORD=$secretText -e TOKEN=${env:x}")]
    public void Finds_nothing_in_powershell(string text) => Assert.Empty(Reading.Of(FileKind.PowerShell, text));

    [Theory]
    [InlineData("$password = 'sword''fish'\n[string]$a=\"b`\"c\"\n$env:TOKEN = \"d\"", "password = sword'fish", "a = b\"c", "TOKEN = d")]
    [InlineData("$s = ConvertTo-SecureString \"swordfish\" -AsPlainText -Force", "s:Password = swordfish")]
    [InlineData("Connect-It -Password 'swordfish' -User bob", "-Password = swordfish", "-User = bob")]
    [InlineData("$x = @{ Password = 'swordfish'; User = 'bob' }", "Password = swordfish", "User = bob")]
    [InlineData("[Environment]::SetEnvironmentVariable('A', 'b', 'User')", "A = b")]
    [InlineData("$t = @'\nswordfish\n'@\n$a = 'b'", "t = swordfish", "a = b")]
    [InlineData("docker login -p swordfish", "--password = swordfish")]
    [InlineData("param([string]$Password = 'swordfish')", "Password = swordfish")]
    public void Reads_powershell(string text, params string[] expected) => Assert.Equal(expected, Reading.Of(FileKind.PowerShell, text));

    [Theory]
    [InlineData("@echo off\r\nset PASSWORD=sword fish\r\nset \"A=b\"\r\nREM set C=d\r\n:: set E=f\r\nsetx G h", "PASSWORD = sword fish",
        "A = b", "G = h")]
    [InlineData("net use x /user:bob & tool /pass:swordfish --token abc", "/user = bob", "/pass = swordfish", "--token = abc")]
    public void Reads_batch(string text, params string[] expected) => Assert.Equal(expected, Reading.Of(FileKind.Batch, text));
}
