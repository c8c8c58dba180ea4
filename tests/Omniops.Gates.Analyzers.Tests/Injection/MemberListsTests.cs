using Omniops.Gates.Engine.Injection;

namespace Omniops.Gates.Analyzers.Tests.Injection;

public sealed class MemberListsTests
{
    public static TheoryData<string> Lists =>
        ["sql/sinks.json", "sql/sanitizers.json", "html/sinks.json", "html/sanitizers.json", "injection/sources.json"];

    [Theory]
    [MemberData(nameof(Lists))]
    public void Every_entry_is_complete(string list)
    {
        var entries = MemberLists.Read(list);
        Assert.NotEmpty(entries);
        Assert.All(entries, entry =>
        {
            Assert.NotEmpty(entry.Types);
            Assert.NotEmpty(entry.Members);
            Assert.NotEmpty(entry.Source);
            Assert.All(entry.Types, type => Assert.Contains('.', type));
            Assert.All(entry.Members, member => Assert.Matches("^[A-Za-z_]+$|^this\\[\\]$", member));
            Assert.Contains(entry.Kind, new[] { "text", "identifier", "designTime" });
            Assert.Equal(entry.When is null, entry.Holds.Length == 0);
            Assert.Equal(list.StartsWith("injection"), entry.Says.Length > 0);
        });
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public void Nothing_is_said_twice(string list)
    {
        var said = from entry in MemberLists.Read(list)
                   from type in entry.Types
                   from member in entry.Members
                   select $"{type}.{member}({string.Join(",", entry.Text.Concat(entry.Procedure))})";
        Assert.Empty(said.GroupBy(name => name).Where(group => group.Count() > 1).Select(group => group.Key));
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public void Names_stand_once_in_an_entry(string list) => Assert.All(MemberLists.Read(list), entry =>
    {
        Assert.Equal(entry.Types.Distinct(), entry.Types);
        Assert.Equal(entry.Members.Distinct(), entry.Members);
    });
}
