import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { commands } from '../../src/commands/index.ts'
import { findCommand } from '../../src/shell/find-command.ts'
import { parseOptions } from '../../src/shell/parse-options.ts'
import { blocksOf, shellLines, shellWords } from './blocks.ts'

const root = join(import.meta.dirname, '../../../..')
const pages = globSync(['*.md', 'docs/**/*.md', 'packages/*/README.md', 'tools/*/README.md'], {
  cwd: root,
}).filter((page) => !page.startsWith('docs/facts/'))

describe('the command lines of every page are ones that the parser takes', () => {
  it.each(pages)('%s', async (page) => {
    const blocks = blocksOf(readFileSync(join(root, page), 'utf8'))
    for (const { code, line } of blocks.filter(({ language }) => /^(?:sh|bash|ya?ml|text)$/.test(language))) {
      for (const { text } of shellLines(code)) {
        const argv = ringbackArguments(text)
        if (argv === undefined) continue
        const { entry, rest } = findCommand(argv, commands)
        if (rest.includes('--help') || rest.includes('--version')) continue
        const command = await entry?.load?.()
        const problems = command === undefined ? ['no such command'] : parseOptions(rest, command).problems
        expect({ text, problems }, `${page}:${line}`).toEqual({ text, problems: [] })
      }
    }
  })

  it('also those in running text name commands and options that there are', async () => {
    for (const page of pages) {
      const spans = readFileSync(join(root, page), 'utf8').matchAll(/(?<!`)`ringback ([a-z][^`]*)`(?!`)/g)
      for (const [, text = ''] of spans) {
        const { entry, rest } = findCommand(shellWords(text.replaceAll(/\s+/g, ' ')), commands)
        expect({ page, text, known: entry !== undefined }).toEqual({ page, text, known: true })
        const command = await entry?.load?.()
        if (command === undefined) continue
        const { problems } = parseOptions(rest, command)
        expect({
          page,
          text,
          problems: problems.filter((problem) => problem.startsWith('Unknown option')),
        }).toEqual({
          page,
          text,
          problems: [],
        })
      }
    }
  })
})

/** The arguments of a line that runs ringback; undefined for another. Pipes, redirections and `&` are the shell's. */
function ringbackArguments(text: string): readonly string[] | undefined {
  const [, rest] = /^(?:- run: )?(?:npx )?ringback (.*)$/.exec(text) ?? []
  if (rest === undefined || /^[ \w]*\.\.\./.test(rest)) return undefined
  return shellWords(rest.replace(/\s+(?:[|&<>]|2>).*$/, ''))
}
