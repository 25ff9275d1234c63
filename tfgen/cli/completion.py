"""``tfgen completion``, and what the shell completes: names that only tfgen knows."""

from __future__ import annotations

from pathlib import Path

import click
from click.shell_completion import BashComplete, CompletionItem, get_completion_class

VARIABLE = "_TFGEN_COMPLETE"
"""The variable by which click is asked for completions."""

_BASH = """\
%(complete_func)s() {
    local line="${COMP_LINE:0:COMP_POINT}" kind value current before=""
    local -a words
    read -ra words <<< "$line"
    local at=${#words[@]}
    [[ $line == *" " ]] || ((at--))
    current="${words[at]-}"
    # bash takes "=" for the end of a word, and wants what follows it only
    [[ $COMP_WORDBREAKS == *=* && $current == *=* ]] && before="${current%%=*}="
    COMPREPLY=()
    while IFS=, read -r kind value; do
        case $kind in
            dir) compopt -o dirnames ;;
            file) compopt -o default ;;
            plain) COMPREPLY+=("${value#"$before"}") ;;
        esac
    done < <(env COMP_WORDS="$line" COMP_CWORD="$at" %(complete_var)s=bash_complete "$1")
}
complete -o nosort -F %(complete_func)s %(prog_name)s
"""


class _BashScript(BashComplete):
    source_template = _BASH


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> int:
    """Print the completion script of a shell.

    bash: eval "$(tfgen completion bash)" in ~/.bashrc. zsh: eval "$(tfgen completion zsh)" in ~/.zshrc. fish: tfgen
    completion fish > ~/.config/fish/completions/tfgen.fish
    """
    made = _BashScript if shell == "bash" else get_completion_class(shell)
    assert made is not None, shell
    click.echo(made(click.Command("tfgen"), {}, "tfgen", VARIABLE).source().strip())
    return 0


def complete_environment(
    context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """The environments of the stack that the command line names."""
    from tfgen.cli.stack_files import stack_path
    from tfgen.source import SourceFile
    from tfgen.stack.load import load_stack

    path = Path(stack_path(context.params.get("stack") or "."))
    try:
        stack, _ = load_stack(SourceFile(path.as_posix(), path.read_text("utf-8-sig")))
    except (OSError, UnicodeDecodeError):
        return []
    names = [environment.name for environment in stack.environments] if stack else []
    return _fitting(names, incomplete)


def complete_module(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """The modules of the library."""
    from tfgen.library.folders import TemplateFolders

    return _fitting(TemplateFolders.of(None).modules(), incomplete)


def complete_code(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Codes with their names, and names."""
    from tfgen.codes.table import CODES

    items: list[CompletionItem] = []
    for code in CODES.values():
        if code.code.startswith(incomplete.upper()):
            items.append(CompletionItem(code.code, help=code.name))
    return items or _fitting([code.name for code in CODES.values()], incomplete.lower())


def complete_provider(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Versions that there is a schema for: ``aws=6.62.0``."""
    from tfgen.cache.paths import default_imported_dir
    from tfgen.terraform.schema import available

    entries = available(default_imported_dir())
    names = []
    for entry in entries:
        if entry.provider == "aws":
            names.append(f"{entry.provider}={entry.version}")
    return _fitting(names, incomplete)


def _fitting(names: list[str] | tuple[str, ...], incomplete: str) -> list[CompletionItem]:
    return [CompletionItem(name) for name in names if name.startswith(incomplete)]
