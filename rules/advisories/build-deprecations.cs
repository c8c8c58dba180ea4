// Builds deprecations.json: dotnet run rules/advisories/build-deprecations.cs -- <collected records>
#:project ../../src/Omniops.Gates.Inspection/Omniops.Gates.Inspection.csproj
#:property PublishAot=false
#:property RestorePackagesWithLockFile=false

using System.Text.Json.Nodes;
using Omniops.Gates.Inspection.Dependencies;

if (args is not [var records])
{
    Console.Error.WriteLine("usage: build-deprecations.cs <records.json>");
    return 3;
}

var list = DeprecationList.FromRecords(JsonNode.Parse(File.ReadAllText(records))!.AsArray());
var target = Path.Combine(Path.GetDirectoryName(AppContext.GetData("EntryPointFilePath") as string)!, "deprecations.json");
File.WriteAllText(target, list.Write());
Console.WriteLine($"{list.Packages.Count} deprecated packages in {target}");
return 0;
