/** The shells that there are scripts for. */
export const shells = ['bash', 'zsh', 'fish'] as const

export type Shell = (typeof shells)[number]

/**
 * The script for a shell. It asks `ringback __complete`, which prints `files`, `folders` or `none`, whatever else the shell may
 * offer, and then a line for each value: the value, a tab, and what it means.
 */
export function scriptFor(shell: Shell): string {
  return scripts[shell]
}

const scripts: Readonly<Record<Shell, string>> = {
  // bash splits words at = and : and completes the last part; it says what that is in $2.
  bash: `# bash completion for ringback
_ringback() {
  local line kind=
  COMPREPLY=()
  while IFS= read -r line; do
    if [[ -z $kind ]]; then
      kind=$line
    else
      COMPREPLY+=("\${line%%$'\\t'*}")
    fi
  done < <("$1" __complete bash "\${COMP_LINE:0:COMP_POINT}" "$2" 2>/dev/null)
  if [[ \${#COMPREPLY[@]} -eq 1 && \${COMPREPLY[0]} == *= ]]; then
    compopt -o nospace 2>/dev/null
  fi
  case $kind in
    files) compopt -o default 2>/dev/null ;;
    folders) compopt -o dirnames 2>/dev/null ;;
  esac
}
complete -F _ringback ringback
`,
  zsh: `#compdef ringback
_ringback() {
  local line kind value
  local -a lines plain open
  lines=("\${(@f)$("\${words[1]}" __complete zsh "\${(@Q)words[2,CURRENT]}" 2>/dev/null)}")
  kind=\${lines[1]}
  for line in "\${(@)lines[2,-1]}"; do
    value=\${line%%$'\\t'*}
    if [[ $value == *= ]]; then
      open+=("\${value//:/\\\\:}:\${line#*$'\\t'}")
    else
      plain+=("\${value//:/\\\\:}:\${line#*$'\\t'}")
    fi
  done
  (( \${#plain} )) && _describe -V 'ringback' plain
  (( \${#open} )) && _describe -V 'ringback' open -S ''
  case $kind in
    files) _files ;;
    folders) _files -/ ;;
  esac
}
if [[ \${funcstack[1]} == _ringback ]]; then
  _ringback "$@"
else
  compdef _ringback ringback
fi
`,
  fish: `# fish completion for ringback
function __ringback_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l lines ($words[1] __complete fish $words[2..-1] "$current" 2>/dev/null)
    switch "$lines[1]"
        case files
            __fish_complete_path "$current"
        case folders
            __fish_complete_directories "$current" ''
    end
    printf '%s\\n' $lines[2..-1]
end
complete -c ringback -f -k -a '(__ringback_complete)'
`,
}
