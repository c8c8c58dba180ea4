// Builds snapshot.json: dotnet run rules/advisories/build-snapshot.cs -- <collected records> <complete until>
#:project ../../src/Omniops.Gates.Inspection/Omniops.Gates.Inspection.csproj
#:property PublishAot=false
#:property RestorePackagesWithLockFile=false

using System.Globalization;
using System.Text.Json.Nodes;
using Omniops.Gates.Inspection.Dependencies;

if (args is not [var records, var completeUntil])
{
    Console.Error.WriteLine("usage: build-snapshot.cs <records.json> <yyyy-MM-dd up to which they are complete>");
    return 3;
}

const string Attribution =
    "Facts from the GitHub Advisory Database (CC-BY-4.0, https://github.com/advisories) and dotnet/core (MIT); "
    + "versions and severities as published there, selection and format by Omniops.Gates.";

var snapshot = AdvisorySnapshot.FromRecords(
    JsonNode.Parse(File.ReadAllText(records))!.AsArray(),
    DateOnly.ParseExact(completeUntil, "yyyy-MM-dd", CultureInfo.InvariantCulture),
    Attribution);
var target = Path.Combine(Path.GetDirectoryName(AppContext.GetData("EntryPointFilePath") as string)!, "snapshot.json");
File.WriteAllText(target, snapshot.Write());
Console.WriteLine($"{snapshot.Advisories.Count} advisories until {snapshot.LastEntry:yyyy-MM-dd} in {target}");
return 0;
