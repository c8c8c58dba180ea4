namespace Omniops.Gates.Inspection.Deployment;

/// <summary>Which user an image starts with when no USER line says.</summary>
internal enum ImageUser
{
    /// <summary>The image is not known.</summary>
    Unknown,

    /// <summary>Root, or ContainerAdministrator on Windows.</summary>
    Root,

    /// <summary>Anyone else.</summary>
    NotRoot,
}
