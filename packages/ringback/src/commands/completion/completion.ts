import { command, type Command } from '../../shell/command.ts'
import { exitCode } from '../../shell/exit-code.ts'
import { shells, scriptFor } from './scripts.ts'

/** `ringback completion`: the script that lets a shell complete command lines. */
export const completionCommand: Command = command({
  positionals: {
    shell: { type: 'string', required: true, choices: shells, describe: 'The shell that reads the script' },
  },
  examples: [
    [
      'ringback completion bash > ~/.local/share/bash-completion/completions/ringback',
      'bash, with its package bash-completion',
    ],
    ['eval "$(ringback completion bash)"', 'bash without it: this line in ~/.bashrc'],
    [
      'ringback completion zsh > ~/.zfunc/_ringback',
      'zsh: `fpath+=(~/.zfunc)` before `compinit` in ~/.zshrc',
    ],
    ['ringback completion fish > ~/.config/fish/completions/ringback.fish', 'fish'],
  ],
  sections: [
    {
      title: 'What is completed',
      rows: [
        ['commands and options', 'with what they do, in zsh and fish'],
        [
          'values',
          'where an option or an argument has a list of them, webhook kinds and parameters included',
        ],
        ['recorded calls', 'of the folder `recordings`, or of --recordings'],
        ['findings', 'of the folder `fixtures/findings`, or of --findings'],
        ['files and folders', 'where an option or an argument is one'],
      ],
    },
  ],
  run: ({ shell }, io) => {
    io.stdout.write(scriptFor(shell))
    return Promise.resolve(exitCode.good)
  },
})
