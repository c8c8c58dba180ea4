using Omniops.Gates.Engine.Secrets.Sources;

namespace Omniops.Gates.Engine.Tests.Secrets.Sources;

/// <summary>One good file of each kind.</summary>
internal static class Samples
{
    public static string Of(FileKind kind) => kind switch
    {
        FileKind.Json => """
            { "Smtp": { "Password": "sword\"fish", "Port": 25 }, // comment
              "env": [ { "name": "DB_PASSWORD", "value": "open\u0073esame" }, "A=b", "--token", "abc" ] }
            """,
        FileKind.Xml => """
            <?xml version="1.0"?><configuration><appSettings><add key="SmtpPassword" value="sword&amp;fish"/><!-- <add key="Old" value="x"/> --></appSettings>
              <data name="A"><value><![CDATA[opensesame]]></value></data><plist><dict><key>P</key><string>x</string></dict></plist></configuration>
            """,
        FileKind.Yaml => """
            kind: Secret
            data:
              password: c3dvcmRmaXNo
            spec: &x
              env:
              - name: DB_PASSWORD
                value: "sword\tfish"
              list: [a: b, {c: 'd''e'}]
              run: |
                mysql -psecret
                export A=b
            """,
        FileKind.Hcl => """
            resource "aws_db" "main" {
              password = "swordfish${var.x["y"]}"
              tags = { a = "b" }
              data = <<EOT
            text
            EOT
            }
            """,
        FileKind.Dockerfile => "FROM a\nENV A=b C=\"d e\"\nENV OLD text here\nARG T=x\nRUN mysql -psecret \\\n  && echo\nRUN <<EOF\nexport A=b\nEOF\nCMD [\"a\", \"--p=x\"]\n",
        FileKind.Shell => "export A='b c'\nmysql -p\"secret\" <<SQL\nALTER USER x PASSWORD 'y';\nSQL\ncurl -u user:secret http://x\nX=$(az login -p x)\n",
        FileKind.PowerShell => "$p = ConvertTo-SecureString \"x`\"y\" -AsPlainText\n$env:A = 'b''c'\n@{ Password = 'x' }\n$t = @'\nA=b\n'@\nGet -Token abc\n",
        FileKind.Batch => "@echo off\nset A=b c\nset \"D=e\"\nREM no\ndocker login -p x & setx F g\n",
        FileKind.Sql => "-- c\nCREATE USER a IDENTIFIED BY 'x''y';\nINSERT INTO u (n, password) VALUES ('a', 'b'), ('c', 'd');\nSET @p = N'x'; DO $$ BEGIN ALTER ROLE x PASSWORD 'y'; END $$;\n",
        FileKind.Http => "@token = abc\nGET http://x/?key=abc&b=c\nAuthorization: Basic abc=\n\n{ \"password\": \"x\" }\n###\n",
        FileKind.Netrc => "machine example.com login a password b\ndefault login c password d\n",
        FileKind.Fields => "host:5432:db:user:sword\\:fish\nuser:hash\nhttps://a:b@example.com\n",
        FileKind.Words => "requirepass foobared\nuser = \"a:b\"\nSetEnv A b\n",
        _ => "[section]\nA=\"b\\nc\" # d\nexport B='c'\nsmtp.password: d\nlong = a\\\n  b\nt = \"\"\"\nx\"\"\"\nEnvironment=\"E=f\"\ni = { j = \"k\" }\n",
    };
}
