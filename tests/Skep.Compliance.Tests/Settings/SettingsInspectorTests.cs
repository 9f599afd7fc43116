using Skep.Core;
using Skep.Testing;

namespace Skep.Compliance.Tests.Settings;

public sealed class SettingsInspectorTests : InspectorContract
{
    protected override IInspector Inspector { get; } =
        Checks.Inspectors.Single(inspector => inspector.Id.Value == "config/settings/rpm");

    protected override byte[] Sample => """
        [main]
        gpgcheck=1
        [internal]
        name=Internal
        gpgcheck=0
        sslverify=0
        [off]
        gpgcheck=0
        enabled=0
        [again]
        gpgcheck=0
        gpgcheck=0
        """u8.ToArray();

    protected override string SamplePath => "etc/yum.repos.d/internal.repo";

    [Fact]
    public async Task Each_section_is_told_of_once_with_its_line_and_a_command_that_shows_it()
    {
        RecordingSink found = await Inspect(Sample);

        Assert.Equal(
            ["internal:gpgcheck=0:5", "internal:sslverify=0:6", "again:gpgcheck=0:11"],
            found.Sightings.Select(seen => $"{seen.Subject}:{seen.Evidence[0].Text}:{seen.Evidence[0].Line}"));
        Assert.Equal("sed -n '5p' '/etc/yum.repos.d/internal.repo'", found.Sightings[0].CheckCommand);
        Assert.Equal("/etc/yum.repos.d/internal.repo says gpgcheck=0 for internal.", found.Sightings[0].Message);
    }
}
