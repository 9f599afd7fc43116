using System.CommandLine;
using System.Text;
using Skep.Cli.Terminal;
using Skep.Core;

namespace Skep.Cli.Commands;

/// <summary><c>skep completion SHELL</c></summary>
internal static class CompletionCommand
{
    private const string Bash = """
        _skep() {
          local IFS=$'\n'
          local word=${COMP_WORDS[COMP_CWORD]}
          local words_found=$(skep "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)
          if [[ "$word" != -* ]]; then words_found=$(grep -v '^-' <<<"$words_found"); fi
          COMPREPLY=( $(compgen -W "$words_found" -- "$word") )
          if [ ${#COMPREPLY[@]} -eq 0 ]; then compopt -o default; fi
        }
        complete -F _skep skep
        """;

    private const string Zsh = """
        #compdef skep
        _skep() {
          local -a words_found
          words_found=("${(@f)$(skep "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
          if [[ "${words[CURRENT]}" != -* ]]; then words_found=("${(@)words_found:#-*}"); fi
          if [[ -n "${words_found[1]}" ]]; then compadd -a words_found; else _files; fi
        }
        if [ "$funcstack[1]" = _skep ]; then _skep; else compdef _skep skep; fi
        """;

    private const string Fish = """
        complete -c skep -a '(skep "[suggest:"(string length (commandline -cp))"]" (commandline -cp) 2>/dev/null)'
        """;

    private const string PowerShell = """
        Register-ArgumentCompleter -Native -CommandName skep -ScriptBlock {
          param($word, $ast, $position)
          skep "[suggest:$position]" "$ast" 2>$null |
            ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
        }
        """;

    private const string Text = "Print a completion script.";

    private const string Examples = """
        source <(skep completion bash)
        skep completion zsh > "${fpath[1]}/_skep"
        skep completion fish > ~/.config/fish/completions/skep.fish
        """;

    public static Command Create(Host host)
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh, fish or pwsh" };
        shell.CompletionSources.Add("bash", "fish", "pwsh", "zsh");
        var command = new DocumentedCommand("completion", Text, Examples) { shell };
        command.SetAction(parsed =>
        {
            string script = parsed.GetValue(shell) switch
            {
                "bash" => Bash,
                "zsh" => Zsh,
                "fish" => Fish,
                "pwsh" => PowerShell,
                var other => throw new SkepException(
                    ErrorKind.Invalid, $"no completion for '{other}'", "bash, zsh, fish and pwsh are known"),
            };
            host.Output.Write(Encoding.UTF8.GetBytes(script + "\n"));
            return ExitCode.Passed;
        });
        return command;
    }
}
