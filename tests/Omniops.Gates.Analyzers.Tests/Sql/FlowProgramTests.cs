using CsCheck;
using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Tests.Sql;

/// <summary>Thousands of programs nobody wrote: the rule and the answer that is known from their making agree.</summary>
public sealed class FlowProgramTests
{
    private const int ProgramsAtOnce = 50;

    [Fact]
    public async Task Agrees_about_short_programs() => await Agree(FlowProgram.Short, stream: 1, times: 20);

    [Fact]
    public async Task Agrees_about_long_programs() => await Agree(FlowProgram.Any, stream: 2, times: 12);

    /// <summary>A generator of which each program is clean would prove nothing.</summary>
    [Fact]
    public void Makes_programs_of_each_kind()
    {
        var answers = FlowProgram.Any.Array[1000].Single().CountBy(program => program.Answer).ToDictionary();
        Assert.All(Enum.GetValues<Origin>(), origin => Assert.InRange(answers.GetValueOrDefault(origin), 30, 900));
    }

    /// <summary>The same programs in each run, so that a failure is there until it is mended.</summary>
    private static async Task Agree(Gen<FlowProgram> program, uint stream, ulong times)
    {
        for (var seed = 0UL; seed < times; seed++)
        {
            var wrong = await Wrong(program.Array[ProgramsAtOnce].Generate(new PCG(stream, seed), null, out _));
            Assert.True(wrong.Count == 0, string.Join("\n\n", wrong.Take(3)));
        }
    }

    /// <summary>The programs for which the rule says something else, the shortest first.</summary>
    private static async Task<List<string>> Wrong(FlowProgram[] programs)
    {
        var files = programs.Select((program, index) => program.File($"P{index}")).Prepend(FlowProgram.Parts).ToArray();
        var found = (await SqlTest.FindingsOf(SqlTest.Compile(files))).ToLookup(finding => finding.Location.SourceTree?.FilePath);
        return
        [
            .. programs
                .Select((program, index) => (Program: program, Findings: found[$"/app/File{index + 1}.cs"].ToList()))
                .Where(one => Said(one.Findings) is not { } said || said < one.Program.Answer || said > one.Program.AtWorst)
                .OrderBy(one => one.Program.Statements.Length)
                .Select(one => $"known: {one.Program.Answer}, said: {string.Join(", ", one.Findings)}\n{one.Program.File("P")}"),
        ];
    }

    /// <summary>Nothing, where a rule gave up or spoke twice.</summary>
    private static Origin? Said(List<Diagnostic> findings) => findings switch
    {
        [] => Origin.Clean,
        [{ Id: "OMNI2001" or "OMNI2002", Severity: DiagnosticSeverity.Warning }] => Origin.Unknown,
        [{ Id: "OMNI2001" or "OMNI2002", Severity: DiagnosticSeverity.Error }] => Origin.Source,
        _ => null,
    };
}
