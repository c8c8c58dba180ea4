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
            <?xml version="1.0"?><configuration><appSettings><add key="SmtpPassword" value="sword&amp;fish"/>
              <!-- <add key="Old" value="x"/> --></appSettings>
              <data name="A"><value><![CDATA[opensesame]]></value></data>
              <plist><dict><key>P</key><string>x</string></dict></plist></configuration>
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
        FileKind.Dockerfile => """
            FROM a
            ENV A=b C="d e"
            ENV OLD text here
            ARG T=x
            RUN mysql -psecret \
              && echo
            RUN <<EOF
            export A=b
            EOF
            CMD ["a", "--p=x"]
            """,
        FileKind.Shell => """
            export A='b c'
            mysql -p"secret" <<SQL
            ALTER USER x PASSWORD 'y';
            SQL
            curl -u user:secret http://x
            X=$(az login -p x)
            """,
        FileKind.PowerShell => """
            $p = ConvertTo-SecureString "x`"y" -AsPlainText
            $env:A = 'b''c'
            @{ Password = 'x' }
            $t = @'
            A=b
            '@
            Get -Token abc
            """,
        FileKind.Batch => """
            @echo off
            set A=b c
            set "D=e"
            REM no
            docker login -p x & setx F g
            """,
        FileKind.Sql => """
            -- c
            CREATE USER a IDENTIFIED BY 'x''y';
            INSERT INTO u (n, password) VALUES ('a', 'b'), ('c', 'd');
            SET @p = N'x'; DO $$ BEGIN ALTER ROLE x PASSWORD 'y'; END $$;
            """,
        FileKind.Http => """
            @token = abc
            GET http://x/?key=abc&b=c
            Authorization: Basic abc=

            { "password": "x" }
            ###
            """,
        FileKind.Netrc => """
            machine example.com login a password b
            default login c password d
            """,
        FileKind.Fields => """
            host:5432:db:user:sword\:fish
            user:hash
            https://a:b@example.com
            """,
        FileKind.Words => """
            requirepass foobared
            user = "a:b"
            SetEnv A b
            """,
        _ => """"
            [section]
            A="b\nc" # d
            export B='c'
            smtp.password: d
            long = a\
              b
            t = """
            x"""
            Environment="E=f"
            i = { j = "k" }
            """",
    };
}
