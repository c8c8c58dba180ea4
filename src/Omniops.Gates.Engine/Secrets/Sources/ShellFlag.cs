namespace Omniops.Gates.Engine.Secrets.Sources;

/// <summary>A short flag by which a command takes a secret.</summary>
/// <param name="Flag">The letter after the dash.</param>
/// <param name="Name">The long name that it stands for.</param>
/// <param name="Attached">The value may follow the letter without a blank.</param>
/// <param name="Separate">The value may be the next word.</param>
/// <param name="Sign">Stands between a user's name and the secret; 0 when the value is the secret alone.</param>
/// <param name="Needs">A word of the command without which the letter means something else.</param>
internal readonly record struct ShellFlag(char Flag, string Name, bool Attached, bool Separate, char Sign = '\0', string? Needs = null);
