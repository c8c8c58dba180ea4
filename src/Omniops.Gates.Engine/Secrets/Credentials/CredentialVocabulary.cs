namespace Omniops.Gates.Engine.Secrets.Credentials;

/// <summary>
/// The words that names of credentials are made of, in lower case.
/// Source: names in the examples of CWE-259, CWE-321 and CWE-798, and in the settings of the clients that the rules know.
/// </summary>
internal static class CredentialVocabulary
{
    /// <summary>Words that name a password, in the languages that code is written in.</summary>
    public static HashSet<string> Password { get; } = Words(
        "password passwd pwd passphrase passcode pass passwort kennwort contrasena senha wachtwoord psw pswd passwords pw "
        + "motdepasse pword userpw");

    /// <summary>Parts of words that are written in one, such as <c>dbpassword</c>.</summary>
    public static HashSet<string> PasswordParts { get; } = Words("password passwd passphrase pwd passwort kennwort passcode");

    /// <summary>Before <c>pass</c> or <c>pw</c>: <c>dbpass</c>, but not <c>compass</c>.</summary>
    public static HashSet<string> BeforePass { get; } = Words(
        "db user admin root my smtp mysql ftp ssh mail email pg sql http proxy redis keystore key login auth ldap sudo enable");

    /// <summary>Words that name a secret.</summary>
    public static HashSet<string> Secret { get; } = Words("secret secrets credential credentials cred creds");

    /// <summary>Words that name a token.</summary>
    public static HashSet<string> Token { get; } = Words("token tokens jwt bearer authtoken accesstoken pat");

    /// <summary>Words before <c>key</c> that make it a credential.</summary>
    public static HashSet<string> KeyQualifiers { get; } = Words(
        "api access secret private encryption encrypt decryption signing sign auth authentication account master shared storage "
        + "service admin aes des rsa hmac jwt crypto cipher subscription consumer app application client write read server deploy "
        + "deployment ssh ssl pgp gpg webhook license licence validation machine function functions host query search symmetric "
        + "security token session cookie salt integration dev developer rest ingest ingestion user team org organization "
        + "preshared psk wep wpa bot partner merchant aws azure google gcp openai stripe github sendgrid twilio mailgun algolia "
        + "pusher maps cosmos redis registration activation backup wallet seed mac derivation internal");

    /// <summary>Words before <c>key</c>, <c>token</c> or <c>secret</c> that make it something else.</summary>
    public static HashSet<string> Harmless { get; } = Words(
        "public publishable pub cancellation cancel syntax next continuation page csrf xsrf antiforgery forgery cache primary "
        + "foreign partition sort row registry lookup translation localization resource i18n idempotency config configuration "
        + "setting settings dictionary hash index hot shortcut sequence object composite unique natural group grouping join route "
        + "routing metadata property dedupe correlation trace instrumentation measurement site end start stop open close "
        + "punctuation separator operator comment identifier keyword lexer parser unknown missing invalid no get has is find "
        + "parse validate check verify delete remove reset forgot forgotten lost change show hide invalidate revoke per without "
        + "expired old wrong bad incorrect empty virtual modifier arrow escape tab enter ctrl alt shift scan");

    /// <summary>Words behind a credential's word that make the name one of something about it: <c>PasswordLength</c>.</summary>
    public static HashSet<string> About { get; } = Words(
        "hash hashed hashes hasher salt field label input box textbox type types url uri endpoint address name names id ids "
        + "identifier length min max minimum maximum regex regexp pattern policy policies prompt placeholder hint message "
        + "messages msg error errors title description desc text caption help file files filename path dir directory folder "
        + "location header headers param params parameter parameters attribute attr property prop prefix suffix size count kind "
        + "format encoding algorithm algo alg expiry expires expiration expire exp ttl timeout lifetime age enabled disabled "
        + "required optional visible hidden provider manager service handler validator generator factory builder helper store "
        + "repository column col table claim claims scope scopes issuer audience version vault ref reference arn env environment "
        + "var variable reset changed change recovery strength complexity character characters chars char mask mode method option "
        + "options config configuration settings setting callback event button link page view form dialog screen template subject "
        + "email element selector xpath css class style icon image schema request response result status state valid validation "
        + "verified confirmed confirmation match mismatch list array map dict set collection index position offset line start end "
        + "pos span separator delimiter comparer equality rule rules exists exception info data source target level grant auth "
        + "authentication based protected cookie namespace assembly flag flags code command question answer topic owner user "
        + "username login account rotation usage use uses cache mapping resolver converter reader writer parser stream signature "
        + "fingerprint thumbprint checksum digest operations ops permissions roles role in on for from to of is are not was must "
        + "cannot invalid incorrect wrong missing empty null too short long weak strong expired failed success updated deleted "
        + "created sent derivation iterations bits attempts retries history days hours minutes seconds date time timestamp at "
        + "words word press down up pressed codes board pad binding bindings usages pair pairs menu item group section tab panel "
        + "window tooltip notice warning alert last used first next number support supported hook hooks");

    /// <summary>Words that may name a credential.</summary>
    public static HashSet<string> Weak { get; } = Words(
        "auth authorization salt nonce seed session sessionid cookie sas iv otp pin dsn authentication");

    /// <summary>Before <c>pass</c>: a pass over something.</summary>
    public static HashSet<string> NotPass { get; } = Words(
        "first second render last one two next by shader all test optimization compiler");

    /// <summary>Of lists of passwords that nobody may choose: everybody knows what is in them.</summary>
    public static HashSet<string> Known { get; } = Words(
        "common weak bad top popular frequent known banned forbidden blocked blocklist blacklist blacklisted denied denylist disallowed "
        + "prohibited rejected insecure pwned leaked breached compromised reserved");

    /// <summary>First words of names that say what is done about a password: <c>ResetPassword</c>.</summary>
    public static HashSet<string> Verbs { get; } = Words(
        "is has get find validate check verify forgot forgotten lost reset change show hide no invalid wrong incorrect bad "
        + "missing enter require requires expired confirm update elem element attr attribute tag param parameter prop property "
        + "field column col header label lbl msg message error err copy paste edit");

    /// <summary>Words that a value is made of which names what belongs there.</summary>
    public static HashSet<string> Fillers { get; } = Words(
        "apikey accesskey secretkey privatekey clientsecret username user login");

    /// <summary>Words that make a key one for encryption or signing.</summary>
    public static HashSet<string> Crypto { get; } = Words(
        "aes des hmac encryption encrypt decryption decrypt signing sign jwt symmetric crypto cipher validation mac");

    private static HashSet<string> Words(string list) => [.. list.Split(' ')];
}
