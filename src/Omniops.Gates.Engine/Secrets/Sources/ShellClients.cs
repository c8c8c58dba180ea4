namespace Omniops.Gates.Engine.Secrets.Sources;

/// <summary>Commands whose short flags take secrets. Source: the manual page of each.</summary>
internal static class ShellClients
{
    private static readonly Dictionary<string, ShellFlag[]> s_flags = Table(
        ("mysql mysqldump mysqladmin mysqlimport mysqlcheck mysqlshow mysqlslap mysqlbinlog mysqlpump mysql_upgrade "
            + "mariadb mariadb-dump mariadb-admin",
            [new('p', "--password", Attached: true, Separate: false)]),
        ("sshpass", [new('p', "--password", true, true)]),
        ("curl", [new('u', "--password", true, true, ':'), new('U', "--proxy-password", true, true, ':')]),
        ("http https xh", [new('a', "--password", false, true, ':')]),
        ("lftp ftp ncftpput ncftpget", [new('u', "--password", false, true, ','), new('p', "--password", false, true)]),
        ("docker podman nerdctl buildah skopeo crane oras helm az oc argocd cf ibmcloud dapr jfrog doctl",
            [new('p', "--password", true, true, Needs: "login"), new('t', "--token", false, true, Needs: "login"),
             new('k', "--api-key", false, true, Needs: "login")]),
        ("dotnet", [new('p', "--password", false, true, Needs: "nuget"), new('k', "--api-key", false, true, Needs: "nuget")]),
        ("redis-cli", [new('a', "--password", false, true)]),
        ("mongo mongosh mongodump mongorestore mongoexport mongoimport mongostat", [new('p', "--password", false, true)]),
        ("sqlcmd osql bcp isql", [new('P', "--password", true, true)]),
        ("cqlsh rabbitmqadmin psexec xfreerdp7 imapcopy nxc crackmapexec", [new('p', "--password", false, true)]),
        ("mosquitto_pub mosquitto_sub zip unzip", [new('P', "--password", false, true)]),
        ("7z 7za 7zr rar unrar", [new('p', "--password", true, false)]),
        ("ldapsearch ldapadd ldapmodify ldapdelete ldappasswd ldapwhoami", [new('w', "--password", true, true)]),
        ("smbclient rpcclient net smbget", [new('U', "--password", false, true, '%')]),
        ("openssl", [new('k', "--password", false, true)]),
        ("ipmitool", [new('P', "--password", false, true)]),
        ("htpasswd", []),
        ("snyk sonar-scanner vault", []));

    /// <summary>The flags of a command by its file name, or none.</summary>
    public static ShellFlag[]? Find(string name)
    {
        if (name.EndsWith(".exe", StringComparison.OrdinalIgnoreCase))
            name = name.Substring(0, name.Length - 4);
        return s_flags.TryGetValue(name, out var flags) ? flags : null;
    }

    private static Dictionary<string, ShellFlag[]> Table(params (string Names, ShellFlag[] Flags)[] rows)
    {
        var table = new Dictionary<string, ShellFlag[]>(StringComparer.Ordinal);
        foreach (var (names, flags) in rows)
        {
            foreach (var name in names.Split(' '))
                table[name] = flags;
        }

        return table;
    }
}
