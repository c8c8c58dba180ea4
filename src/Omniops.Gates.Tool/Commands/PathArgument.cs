using System.CommandLine;

namespace Omniops.Gates.Tool.Commands;

/// <summary>A file or folder to look at. An empty one comes from a script whose variable is not set.</summary>
internal sealed class PathArgument : Argument<string>
{
    public PathArgument(string name, string description)
        : base(name)
    {
        Description = description;
        Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var path }] && string.IsNullOrWhiteSpace(path))
                result.AddError($"the {name} is empty; name a file or folder that exists");
        });
    }
}
