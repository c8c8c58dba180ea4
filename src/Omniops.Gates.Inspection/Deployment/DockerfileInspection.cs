using Omniops.Gates.Engine.Findings;
using Omniops.Gates.Engine.Integrity;
using Omniops.Gates.Inspection.Dependencies;
using Omniops.Gates.Inspection.Files;

namespace Omniops.Gates.Inspection.Deployment;

/// <summary>OMNI8002 and OMNI7010 over a Dockerfile on disk, or OMNI9912 where it is none that can be read.</summary>
public static class DockerfileInspection
{
    /// <summary>Bytes. A Dockerfile beyond this is no Dockerfile.</summary>
    private const long MaxBytes = 1024 * 1024;

    /// <summary>Whether a file is named as Dockerfiles are.</summary>
    public static bool IsDockerfile(string file) => ContainerUser.IsDockerfile(Path.GetFileName(file));

    /// <summary>Reads and judges the file.</summary>
    /// <param name="folder">Full path of the folder that the message names the file from.</param>
    /// <param name="file">Full path.</param>
    /// <param name="today">The day to judge for.</param>
    public static IEnumerable<Finding> Check(string folder, string file, DateOnly today)
    {
        var content = TextFile.Read(file, MaxBytes);
        if (content.Text is { } text)
        {
            var dockerfile = DockerfileReader.Read(text);
            var images = BaseImages.Check(file, dockerfile, RuntimeSupport.Embedded, today);
            return ContainerUser.Check(file, dockerfile) is { } user ? [user, .. images] : images;
        }

        var name = Path.GetRelativePath(folder, file);
        return
        [
            Finding.Of(
                IntegrityRules.InputNotRead, new FilePosition(file), name,
                $"'{name}' {content.Problem}", "save it as a UTF-8 text file that the build may read"),
        ];
    }
}
