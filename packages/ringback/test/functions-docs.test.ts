import { mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { runCli } from './run-cli.ts'

const page = readFileSync(join(import.meta.dirname, '../../../docs/functions.md'), 'utf8')
const modules = dirname(dirname(createRequire(import.meta.url).resolve('twilio/package.json')))

/** The project of the page: each block begins with the name of its file. */
function projectOfPage(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ringback-functions-docs-'))
  for (const [, name = '', text = ''] of page.matchAll(/^```\w+\n(?:\/\/|#) (\S+)\n(.*?)^```/gms)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  writeFileSync(join(folder, 'package.json'), '{}')
  symlinkSync(modules, join(folder, 'node_modules'))
  return folder
}

test('every command of the page does on its project what it says', async () => {
  const cwd = projectOfPage()
  const commands = [...page.matchAll(/^npx ringback (.*)$/gm)].map(([, line = '']) => line.split(' '))
  const printed: string[] = []
  for (const argv of commands) {
    const isLong = argv[0] === 'fuzz' || argv[1] === 'build'
    const fewer = argv[0] === 'fuzz' ? ['--runs', '0', '--seed', '1'] : ['--max-interactions', '1']
    const { code, stdout, stderr } = await runCli([...argv, ...(isLong ? fewer : [])], { cwd })
    expect({ argv, code, stdout: code === 0 ? '' : stdout + stderr }).toEqual({ argv, code: 0, stdout: '' })
    printed.push(stdout)
  }
  expect(printed[0]).toContain('"We are open from 9 to 5."')
  expect(printed[1]).toContain('same')
  expect(printed[2]).toContain('Welcome to Example Airlines.')
  expect(printed[3]).toContain('No findings.')
  expect(printed[5]).toContain('passed, 0 failed')
})
