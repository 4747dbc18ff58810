/** The scripts of `ringback completion` in real shells. */
import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTerminal } from './terminal-session.ts'

const sid = `CA${'0123456789abcdef'.repeat(2)}`
const start = join(import.meta.dirname, '../../bin/ringback.js')
let folder: string
let env: Readonly<Record<string, string>>

/** A command `ringback` that completes, and prints its arguments otherwise. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ringback-completion-'))
  const bin = join(folder, 'bin')
  mkdirSync(bin)
  mkdirSync(join(folder, 'recordings'))
  writeFileSync(join(folder, `recordings/20260101T120000000Z-${sid}.json`), '')
  writeFileSync(join(folder, 'with space.har'), '')
  const file = join(bin, 'ringback')
  writeFileSync(
    file,
    `#!/bin/sh
case "$1" in
  __complete | completion) exec '${process.execPath}' '${start}' "$@" ;;
esac
printf 'ran'; printf ' <%s>' "$@"; echo .
`,
  )
  chmodSync(file, 0o755)
  const { NODE_COMPILE_CACHE = '' } = process.env
  env = { PATH: `${bin}:/usr/bin:/bin`, HOME: folder, TERM: 'dumb', LC_ALL: 'C.UTF-8', NODE_COMPILE_CACHE }
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function has(program: string): boolean {
  try {
    execFileSync('/bin/sh', ['-c', `command -v ${program}`])
    return true
  } catch {
    return false
  }
}

const typed = [
  [
    'ringback show --recordings recordings --form\tjs\t',
    '<show> <--recordings> <recordings> <--format> <json>',
  ],
  ['ringback show --format=js\t', '<show> <--format=json>'],
  ['ringback show CA01\t', `<show> <${sid}>`],
  ['ringback import har with\t', '<import> <har> <with space.har>'],
] as const

/** What a user has in the file that the shell reads first, and the line that starts it. */
const interactive = {
  bash: {
    line: 'bash --noprofile --rcfile .bashrc -i',
    file: '.bashrc',
    setup: 'eval "$(ringback completion bash)"',
  },
  zsh: {
    line: 'zsh -d -i',
    file: '.zshrc',
    setup: 'unsetopt prompt_sp\nautoload -Uz compinit\ncompinit -D -u\neval "$(ringback completion zsh)"',
  },
} as const

for (const [shell, { line, file, setup }] of Object.entries(interactive)) {
  it.skipIf(!has(shell) || !has('script'))(`completes in ${shell}`, async () => {
    writeFileSync(join(folder, file), `PS1=ready\n${setup}\n`)
    const terminal = startTerminal(line, { cwd: folder, env })
    try {
      await terminal.type('', /ready$/)
      for (const [keys, ran] of typed) {
        const [, words] = await terminal.type(`${keys}\n`, /ran (.*?)\.\s+ready$/)
        expect(words).toBe(ran)
      }
    } finally {
      await terminal.close()
    }
  })
}

it.skipIf(!has('fish'))('completes in fish', () => {
  const offers = execFileSync(
    'fish',
    [
      '--no-config',
      '--command',
      [
        'ringback completion fish | source',
        "complete -C 'ringback show --recordings recordings --form'",
        "complete -C 'ringback show --format=js'",
        "complete -C 'ringback show CA01'",
        "complete -C 'ringback import har with'",
      ].join('\n'),
    ],
    { cwd: folder, env, encoding: 'utf8' },
  )
  expect(offers.trim().split('\n')).toEqual([
    expect.stringMatching(/^--format\t/),
    '--format=json',
    `${sid}\t2026-01-01 12:00`,
    'with space.har',
  ])
})
