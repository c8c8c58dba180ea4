using Omniops.Gates.Engine.Secrets;

namespace Omniops.Gates.Engine.Tests.Secrets;

public sealed class ConnectionStringTests
{
    private const string Key = "aGVsbG8gd29ybGQsIHRoaXMgaXMgbm8gcmVhbCBrZXkgYXQgYWxsIQ==";
    private const string StorageEmulatorKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
    private const string CosmosEmulatorKey = "C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEHLM+4QDU5DE2nQ9nDuVTqobD4b8mGGyPMbIZnqyMsEcaGQy67XIw/Jw==";

    [Theory]
    [InlineData("Host=db;Database=shop;Username=shop;Password=hunter2")]
    [InlineData("Host=/var/run/postgresql;Username=shop;PSW=hunter2")]
    [InlineData("Host=db;Username=shop;SSL Password=hunter2;SSL Certificate=shop.pfx")]
    [InlineData("Server=tcp:shop.database.windows.net,1433;Initial Catalog=shop;User ID=shop;Password=hunter2;Encrypt=True;")]
    [InlineData("Data Source=.;Initial Catalog=shop;Integrated Security=true;Password=hunter2")]
    [InlineData("Server=db;Authentication=Active Directory Password;User Id=shop@example.com;Password=hunter2")]
    [InlineData("server=db;port=3306;uid=root;pwd=hunter2;database=shop")]
    [InlineData("Server=db;User=shop;CertificateFile=shop.pfx;Certificate Password=hunter2")]
    [InlineData("User Id=shop;Password=hunter2;Data Source=(DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST=db)(PORT=1521)))")]
    [InlineData("Data Source=db:1521/XEPDB1;User Id=shop;Password=hunter2;Proxy User Id=p;Proxy Password=hunter3")]
    [InlineData("Driver={ODBC Driver 18 for SQL Server};Server=db;Uid=shop;Pwd=hunter2")]
    [InlineData("Data Source=C:\\My Files\\shop.db;Password=hunter2")]
    [InlineData("Filename=shop.db;Password=hunter2")]
    [InlineData("Provider=Microsoft.ACE.OLEDB.16.0;Data Source=shop.accdb;Jet OLEDB:Database Password=hunter2")]
    [InlineData("ASHOST=sap;SYSNR=00;USER=shop;PASSWD=hunter2")]
    [InlineData("XpoProvider=MSSqlServer;data source=db;password=hunter2")]
    [InlineData("AuthType=ClientSecret;Url=https://shop.crm.dynamics.com;ClientId=a;ClientSecret=hunter2")]
    [InlineData("metadata=res://*/Shop.csdl;provider=SqlClient;provider connection string='data source=db;user id=sa;password=hunter2'")]
    [InlineData("jdbc:sqlserver://db:1433;user=sa;password=hunter2")]
    public void Reports_a_database(string value) => Assert.True(ConnectionString.HoldsPassword(value));

    [Theory]
    [InlineData("redis:6379,password=hunter2,ssl=True,abortConnect=False")]
    [InlineData("redis,password=hunter2")]
    [InlineData("a.redis.example:6379,b.redis.example:6379,user=shop,password=hunter2=")]
    [InlineData("password=hunter2,ssl=true,redis:6379")]
    [InlineData("shop.redis.cache.windows.net:6380,password=" + Key + ",ssl=True")]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=" + Key + ";EndpointSuffix=core.windows.net")]
    [InlineData("BlobEndpoint=https://shop.blob.core.windows.net/;SharedAccessSignature=sv=2024-05-04&sig=aGVsbG8%3D")]
    [InlineData("Endpoint=sb://shop.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=" + Key)]
    [InlineData("Endpoint=sb://shop.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=" + Key + ";EntityPath=orders")]
    [InlineData("HostName=shop.azure-devices.net;DeviceId=a;SharedAccessKey=" + Key)]
    [InlineData("AccountEndpoint=https://shop.documents.azure.com:443/;AccountKey=" + Key + ";")]
    [InlineData("endpoint=https://shop.communication.azure.com/;accesskey=" + Key)]
    [InlineData("Endpoint=https://shop.service.signalr.net;AccessKey=" + Key + ";Version=1.0;")]
    [InlineData("Endpoint=https://shop.azconfig.io;Id=a-b-c;Secret=" + Key)]
    [InlineData("Host=smtp.example.com;Port=587;UserName=shop;Password=hunter2")]
    [InlineData("host=mq,username=shop,password=hunter2")]
    [InlineData("host=mq;virtualHost=/;username=shop;password=hunter2")]
    public void Reports_a_service(string value) => Assert.True(ConnectionString.HoldsPassword(value));

    [Theory]
    [InlineData("amqp://shop:hunter2@mq:5672/vhost")]
    [InlineData("AMQPS://SHOP:HUNTER2@MQ")]
    [InlineData("postgres://shop:hunter2@db/shop?sslmode=require")]
    [InlineData("mongodb+srv://shop:hunter2@cluster0.mongodb.net/?retryWrites=true")]
    [InlineData("mongodb://shop:hunter2@a:27017,b:27017,c:27017/shop?replicaSet=rs")]
    [InlineData("redis://:hunter2@redis:6379/0")]
    [InlineData("rediss://default:hunter2@redis")]
    [InlineData("smtp://shop%40example.com:hunter2@smtp.example.com:587")]
    [InlineData("smtp://shop@example.com:hunter2@smtp.example.com:587")]
    [InlineData("ftp://shop:p@ss@files.example.com")]
    [InlineData("https://oauth2:hunter2@git.example.com/shop.git")]
    [InlineData("git+https://shop:hunter2@git.example.com/shop.git")]
    [InlineData("http://CORP\\shop:hunter2@proxy:8080")]
    [InlineData("https://elastic:hunter2@[2001:db8::1]:9200")]
    [InlineData("amqp://shop:it's;a&secret@mq")]
    [InlineData("amqp://shop:p%2Fss%40@mq")]
    [InlineData("amqp://{env:USER}:hunter2@mq")]
    [InlineData("http://a:9200,http://elastic:hunter2@b:9200")]
    [InlineData("http://a:9200;http://elastic:hunter2@b:9200")]
    [InlineData("Nodes=a;Url=http://elastic:hunter2@b:9200;Index=shop")]
    [InlineData("see https://shop:hunter2@wiki.example.com for details")]
    [InlineData("'https://shop:hunter2@wiki.example.com'")]
    [InlineData("jdbc:postgresql://db/shop?user=shop&password=hunter2")]
    [InlineData("postgres://db/shop?password=hunter2")]
    [InlineData("redis://redis:6379?ssl=true&password=hunter2")]
    [InlineData("https://sms.example.com/send?username=shop&password=hunter2&text={0}")]
    public void Reports_a_URL(string value) => Assert.True(ConnectionString.HoldsPassword(value));

    [Theory]
    [InlineData("Server=db;Password=sa")]
    [InlineData("Server=db;Password=postgres")]
    [InlineData("Server=db;Password=1234")]
    [InlineData("Server=db;Password=password")]
    [InlineData("User Id=sa;Password=hunter2")]
    [InlineData("SERVER=db;PASSWORD=hunter2")]
    [InlineData("Server = db ; Password = hunter2 ; ")]
    [InlineData("\n  Server=db;\n  Password=hunter2;\n")]
    [InlineData("Data_Source=db;User_Id=sa;Pwd=hunter2")]
    [InlineData("Password=hunter2;Server=db;;;")]
    [InlineData(";Server=db;Password=hunter2")]
    [InlineData("=;Server=db;Password=hunter2")]
    [InlineData("Server=db;Password=\"hunter2\"")]
    [InlineData("Server=db;Password='hunter2'")]
    [InlineData("Server=db;Password='hunter2")]
    [InlineData("Server=db;Password=\"a;b\"\"c;d\"")]
    [InlineData("Server=db;Password='a;b''c;d';Pooling=true")]
    [InlineData("Password=\"hunter2;\";Server=db")]
    [InlineData("Application Name='a;b';Server=db;Password=hunter2")]
    [InlineData("Application Name='a;Password=;b';Server=db;Password=hunter2")]
    [InlineData("Server=db;Password=hunter2==")]
    [InlineData("Server=db;Password==hunter2")]
    [InlineData("Server=db;Odd==Key=1;Password=hunter2")]
    [InlineData("Server=db;Password=;Password=hunter2")]
    [InlineData("Server=db;Password=${A}${B}hunter2")]
    [InlineData("Server=db;Password=correct horse battery staple")]
    [InlineData("Server=db;Password=a,b")]
    [InlineData("Server={0};Password=hunter2")]
    [InlineData("Server=db;User Id=#{User}#;Password=hunter2")]
    [InlineData("Server=db;Password=\u5bc6\u7801")]
    public void Reports_however_it_is_written(string value) => Assert.True(ConnectionString.HoldsPassword(value));

    [Theory]
    [InlineData("")]
    [InlineData("=")]
    [InlineData("Host=db;Database=shop;Username=shop")]
    [InlineData("Host=db;Database=shop;Username=shop;Password=")]
    [InlineData("Host=db;Database=shop;Username=shop;Password=;Port=5432")]
    [InlineData("Host=db;Username=shop;Password=''")]
    [InlineData("Host=db;Username=shop;Password=\" \"")]
    [InlineData("Server=.;Database=shop;Integrated Security=true")]
    [InlineData("Server=.;Database=shop;Trusted_Connection=True;TrustServerCertificate=true")]
    [InlineData("Server=db;Authentication=Active Directory Managed Identity;Database=shop")]
    [InlineData("Host=db;Username=shop;Passfile=/run/secrets/pgpass")]
    [InlineData("Server=db;Database=Passwords;User Id=password")]
    [InlineData("Application Name='Password=hunter2';Server=db")]
    [InlineData("Data Source=shop.db")]
    [InlineData("UseDevelopmentStorage=true")]
    [InlineData("DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=" + StorageEmulatorKey)]
    [InlineData("AccountEndpoint=https://localhost:8081/;AccountKey=" + CosmosEmulatorKey)]
    [InlineData("InstrumentationKey=00000000-0000-0000-0000-000000000000;IngestionEndpoint=https://westeurope-1.in.ai.azure.com/")]
    [InlineData("redis:6379,ssl=true,abortConnect=false")]
    [InlineData("redis:6379,password=,ssl=true")]
    [InlineData("redis:6379,password=${REDIS_PASSWORD}")]
    public void Allows_no_password(string value) => Assert.False(ConnectionString.HoldsPassword(value));

    [Theory]
    [InlineData("${DB_PASSWORD}")]
    [InlineData("$(DbPassword)")]
    [InlineData("#{DbPassword}#")]
    [InlineData("{{ password }}")]
    [InlineData("<password>")]
    [InlineData("%DB_PASSWORD%")]
    [InlineData("***")]
    [InlineData("xxxx")]
    [InlineData("__PASSWORD__")]
    [InlineData("changeme")]
    [InlineData("your-password")]
    [InlineData("your_password_here")]
    [InlineData("{0}")]
    [InlineData("[password]")]
    public void Allows_a_placeholder(string password)
    {
        Assert.False(ConnectionString.HoldsPassword($"Server=db;User Id=sa;Password={password};Encrypt=true"));
        Assert.False(ConnectionString.HoldsPassword($"Server=db;User Id=sa;Password='{password}';Encrypt=true"));
        Assert.False(ConnectionString.HoldsPassword($"redis:6379,password={password},ssl=true"));
        Assert.False(ConnectionString.HoldsPassword($"amqp://shop:{password}@mq"));
        Assert.False(ConnectionString.HoldsPassword($"amqp://shop:{Uri.EscapeDataString(password)}@mq"));
        Assert.False(ConnectionString.HoldsPassword($"https://h/?user=shop&password={password}"));
    }

    [Theory]
    [InlineData("https://example.com")]
    [InlineData("https://example.com:8443/a/b?c=d#e")]
    [InlineData("https://user@example.com")]
    [InlineData("https://user:@example.com")]
    [InlineData("https://user@example.com:8443")]
    [InlineData("amqp://mq:5672")]
    [InlineData("http://[::1]:5000")]
    [InlineData("mongodb://shop@a:27017,b:27017")]
    [InlineData("redis://redis:6379?ssl=true")]
    [InlineData("http://+:80;https://*:443")]
    [InlineData("https://key@o0.ingest.sentry.io/1")]
    [InlineData("https://example.com:8443/@scope/package")]
    [InlineData("https://example.com:8443/path?mail=a@example.com")]
    [InlineData("{scheme}://{user}:{password}@{host}")]
    [InlineData("https://{user}:{password}@{host}:{port}/")]
    [InlineData("amqp://{env:USER}:{env:PASSWORD}@mq")]
    [InlineData("Url=https://crm.example.com:443;User=shop@example.com;Password=${CRM_PASSWORD}")]
    [InlineData("https://cdn.example.com:443; mailto:a@example.com")]
    [InlineData("default-src 'self'; img-src https://cdn.example.com:443 data:; report-to a@b")]
    [InlineData("git@github.com:shop/shop.git")]
    [InlineData("://user:hunter2@")]
    // Without a user it is a form field or a link as often as a credential.
    [InlineData("https://example.com/path?password=hunter2")]
    [InlineData("https://example.com/reset?password={password}&user={user}")]
    public void Allows_a_URL(string value) => Assert.False(ConnectionString.HoldsPassword(value));

    [Theory]
    [InlineData("Password=hunter2")]
    [InlineData("Password=required; please enter it")]
    [InlineData("Passwort = mindestens 8 Zeichen, eine Ziffer")]
    [InlineData("Password = at least 8 characters, one digit")]
    [InlineData("User = your e-mail address; Password = at least 8 characters")]
    [InlineData("Username=required,Password=required")]
    [InlineData("Username=login,Password=string,min:8,max:64")]
    [InlineData("Server=the name of the server; Password=the one you got by mail")]
    [InlineData("Set Server=<name>;Password=<your password> in the environment")]
    [InlineData("Example: Host=localhost;Username=shop;Password=<password> (see the wiki)")]
    [InlineData("Server={0};Password={1}")]
    [InlineData("Server={0};User Id={1};Password={2};Database={3}")]
    [InlineData("Host={host};Username={user};Password={password}")]
    [InlineData("The server did not accept the password; host=unknown")]
    [InlineData("width=100;color=red;pwd-strength=1")]
    [InlineData("color: red; background: url(data:image/png;base64,aGVsbG8=)")]
    [InlineData("^https?://[^:]+:[^@]+@.+$")]
    [InlineData(@"https://\w+:\w+@")]
    [InlineData("(?<=Password=)[^;]+")]
    [InlineData("Server=(.*);Password=(.*)")]
    [InlineData("Server=[^;]+;Password=[^;]+")]
    [InlineData("$.users[?(@.password=='hunter2')].host")]
    [InlineData("UPDATE users SET host=@host, username=@username, password=@password")]
    [InlineData("SELECT id FROM users WHERE username=@username AND password=@password;")]
    [InlineData("UPDATE users SET name='a', username='b', password='c' WHERE id=1")]
    [InlineData("[{Timestamp:HH:mm:ss} {Level:u3}] {Message:lj} host={Host};password={Password}{NewLine}{Exception}")]
    [InlineData("grant_type=password&username={0}&password={1}")]
    public void Allows_what_only_looks_like_one(string value) => Assert.False(ConnectionString.HoldsPassword(value));

    [Theory]
    [InlineData("Server=localhost;Password=p")]
    [InlineData("Server=LOCALHOST;Password=p")]
    [InlineData("Host=localhost:5432;Password=p")]
    [InlineData("Host=\"localhost\";Password=p")]
    [InlineData("Host=localhost,127.0.0.1:5433;Password=p")]
    [InlineData("Host=localhost;Password=a,b")]
    [InlineData("Host=::1;Password=p")]
    [InlineData("Host=[::1]:5432;Password=p")]
    [InlineData("Data Source=.;Password=p")]
    [InlineData(@"Data Source=.\SQLEXPRESS;Password=p")]
    [InlineData(@"Data Source=(localdb)\MSSQLLocalDB;Password=p")]
    [InlineData("Data Source=(local);Password=p")]
    [InlineData("Server=tcp:localhost,1433;Password=p")]
    [InlineData("Server=localhost, 1433;Password=p")]
    [InlineData("Data Source=//localhost:1521/XEPDB1;Password=p")]
    [InlineData("Server=host.docker.internal;Password=p")]
    [InlineData("localhost:6379,password=p")]
    [InlineData("localhost:6379,localhost:6380,password=p")]
    [InlineData("amqp://guest:guest@localhost:5672/")]
    [InlineData("amqp://guest:guest@[::1]")]
    [InlineData("mongodb://u:p@localhost:27017,localhost:27018/shop")]
    [InlineData("Endpoint=sb://localhost;SharedAccessKeyName=Root;SharedAccessKey=p")]
    [InlineData("jdbc:sqlserver://localhost:1433;user=sa;password=p")]
    public void Knows_this_machine(string value) => Assert.True(ConnectionString.IsLocal(value));

    [Theory]
    [InlineData("")]
    [InlineData("Username=u;Password=p")]
    [InlineData("Server=;Password=p")]
    [InlineData("Server=db;Password=p")]
    [InlineData("Server=localhost.example.com;Password=p")]
    [InlineData("Server=localhostess;Password=p")]
    [InlineData("Server=.example;Password=p")]
    [InlineData("Server=db;Application Name=localhost;Password=p")]
    [InlineData("Host=localhost,db;Password=p")]
    [InlineData("Host=db,localhost;Password=p")]
    [InlineData("Host=localhost:5432,db:5432;Password=p")]
    [InlineData("Server=localhost,143300;Password=p")]
    [InlineData("Server=localhost:db;Password=p")]
    [InlineData("Server=localhost;Failover Partner=db;Password=p")]
    [InlineData("Server=localhost;Server=db;Password=p")]
    [InlineData("localhost:6379,db:6379,password=p")]
    [InlineData("localhost:6379,password=p,db:6379")]
    [InlineData("amqp://localhost:p@mq")]
    [InlineData("amqp://guest:guest@localhost@mq")]
    [InlineData("mongodb://u:p@localhost:27017,db:27017")]
    [InlineData("https://db.example/localhost")]
    [InlineData("Url=https://u:p@db.example;Server=localhost")]
    public void Knows_another_machine(string value) => Assert.False(ConnectionString.IsLocal(value));

    [Theory]
    [InlineData("a://")]
    [InlineData("a=\"b;")]
    [InlineData("a='b\"c;")]
    [InlineData("=\"\"")]
    [InlineData("Password=,")]
    [InlineData("?&=")]
    [InlineData("provider connection string=")]
    [InlineData("a")]
    public void Takes_a_value_of_four_million_characters(string part)
    {
        var value = string.Concat(Enumerable.Repeat(part, 4_000_000 / part.Length));
        Assert.False(ConnectionString.HoldsPassword(value));
        Assert.False(ConnectionString.IsLocal(value));
    }

    [Fact]
    public void Never_throws()
    {
        string[] pieces =
        [
            "=", ";", ",", "&", "?", "://", "@", ":", "/", "\"", "'", "\"\"", " ", "%", "%41", "{", "}", "}:", "${", ":-", "$", "\\",
            "http", "a", "Password", "Server", "provider connection string", "localhost", "tcp:", "[::1]", "\0", "\ud83d", "\u0130",
        ];
        var random = new Random(1);
        for (var i = 0; i < 20_000; i++)
        {
            var value = string.Concat(Enumerable.Range(0, random.Next(20)).Select(_ => pieces[random.Next(pieces.Length)]));
            ConnectionString.HoldsPassword(value);
            ConnectionString.IsLocal(value);
            Placeholder.Is(value);
        }
    }
}
