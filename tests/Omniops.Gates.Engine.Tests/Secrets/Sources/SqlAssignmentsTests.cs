using Omniops.Gates.Engine.Secrets.Sources;

namespace Omniops.Gates.Engine.Tests.Secrets.Sources;

public sealed class SqlAssignmentsTests
{
    [Theory]
    [InlineData("SELECT 'a', \"b\" FROM t -- PASSWORD 'x'\n/* PASSWORD 'y' */")]
    [InlineData("CREATE TABLE u (password varchar(20));")]
    [InlineData("INSERT INTO t VALUES ('a', 'b');")]
    [InlineData("SELECT 'it''s PASSWORD = ''x'''")]
    public void Finds_nothing(string text) => Assert.Empty(Reading.Of(FileKind.Sql, text));

    [Theory]
    [InlineData("CREATE ROLE bob WITH LOGIN PASSWORD 'sword''fish';", "PASSWORD = sword'fish")]
    [InlineData("CREATE USER 'bob'@'%' IDENTIFIED BY 'swordfish'; ALTER USER x IDENTIFIED WITH y BY 'open';", "PASSWORD = swordfish", "PASSWORD = open")]
    [InlineData("CREATE LOGIN bob WITH PASSWORD = N'swordfish', CHECK_POLICY = OFF", "PASSWORD = swordfish")]
    [InlineData("CREATE MASTER KEY ENCRYPTION BY PASSWORD = 'swordfish'\nGO\nWITH IDENTITY = 'a', SECRET = 'b'", "PASSWORD = swordfish", "IDENTITY = a", "SECRET = b")]
    [InlineData("ALTER USER scott IDENTIFIED BY tiger;", "PASSWORD = tiger")]
    [InlineData("SET PASSWORD FOR 'a'@'b' = PASSWORD('swordfish'); UPDATE u SET password = 'open' WHERE id = 1", "PASSWORD = swordfish", "password = open", "id = 1")]
    [InlineData("INSERT INTO dbo.[Users] ([Name], password) VALUES ('bob', 'swordfish'), (N'eve', 'open');",
        "Users:Name = bob", "Users:password = swordfish", "Users:Name = eve", "Users:password = open")]
    [InlineData("DECLARE @pwd nvarchar(50) = 'swordfish'; SET @b = 'c'", "@pwd = swordfish", "@b = c")]
    [InlineData("DO $body$ BEGIN ALTER ROLE x PASSWORD 'swordfish'; END $body$;", "PASSWORD = swordfish")]
    [InlineData("ALTER ROLE x PASSWORD $$swordfish$$;", "PASSWORD = swordfish")]
    [InlineData("ALTER ROLE x PASSWORD E'sword\\'fish';", "PASSWORD = sword'fish")]
    public void Reads(string text, params string[] expected) => Assert.Equal(expected, Reading.Of(FileKind.Sql, text));
}
