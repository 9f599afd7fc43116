using System.Text;
using Skep.Core;
using Skep.Packages.Ruby;
using Skep.Testing;

namespace Skep.Packages.Tests.Ruby;

public sealed class GemspecInspectorTests : InspectorContract
{
    protected override IInspector Inspector => new GemspecInspector();

    protected override string SamplePath => "usr/lib/ruby/gems/3.1.0/specifications/comb-1.2.0.gemspec";

    protected override byte[] Sample =>
        """
        # -*- encoding: utf-8 -*-
        # stub: comb 1.2.0 ruby lib

        Gem::Specification.new do |s|
          s.name = "comb".freeze
          s.version = Gem::Version.new("1.2.0")

          s.required_rubygems_version = Gem::Requirement.new(">= 0".freeze) if s.respond_to? :required_rubygems_version=
          s.licenses = ["MIT".freeze, 'Ruby']
          s.installed_by_version = "3.0.3" if s.respond_to? :installed_by_version
          s.add_runtime_dependency(%q<wax>.freeze, ["= 9.0"])
        end
        """u8.ToArray();

    [Fact]
    public async Task Assignments_are_read()
    {
        RecordingSink found = await Inspect(Sample);

        Assert.Equal(["comb 1.2.0"], Names(found));
        Assert.All(found.Packages, package => Assert.Equal(PackageEvidence.Installed, package.Evidence));
    }

    [Theory]
    [InlineData("s.name = %q{a}\ns.version = '1'", "a 1")]
    [InlineData("  spec.name    = \"a\"\n  spec.version = \"1.0.0.pre\"", "a 1.0.0.pre")]
    [InlineData("# stub: a 1.0 java lib\ns.name = NAME\ns.version = VERSION", "a 1.0")]
    public async Task Every_form_of_a_literal_is_understood(string text, string expected) =>
        Assert.Equal([expected], Names(await InspectText(text)));

    [Theory]
    [InlineData("s.name = \"a\"", "gemspec without a version that is a literal")]
    [InlineData("s.name = \"a-#{X}\"\ns.version = \"1\"", "gemspec without a name that is a literal")]
    [InlineData("s.name = \"a", "gemspec without a name that is a literal")]
    public async Task What_only_ruby_could_tell_is_a_problem(string text, string problem) =>
        Assert.Equal(problem, Assert.Single((await InspectText(text)).Problems).Message);

    private Task<RecordingSink> InspectText(string text) => Inspect(Encoding.UTF8.GetBytes(text));

    private static IEnumerable<string> Names(RecordingSink found) =>
        found.Packages.Select(p => $"{p.Name} {p.Version}{(p.IsDevelopment ? " dev" : string.Empty)}");
}
