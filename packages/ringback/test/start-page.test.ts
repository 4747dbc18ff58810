import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { requireRunning } from '../src/app/require-running.ts'
import { listening } from './listening.ts'
import { openShell, type Shell } from './shell.ts'

// The start page, as a stranger follows it: every block of it, in its order, in an empty folder. Only `npm install` is replaced:
// the packages are linked from the workspace, whose sources run as they are.

const root = join(import.meta.dirname, '../../..')
const folder = mkdtempSync(join(tmpdir(), 'ringback-start-'))
const project = join(folder, 'my-ivr')
let app: ChildProcess | undefined
afterAll(async () => {
  await stopApp()
  rmSync(folder, { recursive: true, force: true })
})

interface Block {
  /** The heading that it stands under. */
  readonly step: string
  /** What stands behind its fence: `sh`, `sh app`, `js`, `diff`, `text`, `yaml`. */
  readonly info: string
  readonly text: string
  /** The words up to the next block. */
  readonly after: string
}

function blocksOf(page: string): readonly Block[] {
  return page
    .split(/^## /m)
    .slice(1)
    .flatMap((section) => {
      const [step = ''] = section.split('\n', 1)
      const fences = section.matchAll(/^```([a-z ]+)\n(.*?)^```\n(.*?)(?=^```|(?![^]))/gms)
      return [...fences].map(([, info = '', text = '', after = '']) => ({ step, info, text, after }))
    })
}

test(
  'the start page leads to what it says, within a minute to the first recording',
  { timeout: 600_000 },
  async () => {
    const free = await listening(createServer())
    await free.close()
    const { port } = new URL(free.url)
    const page = readFileSync(join(root, 'docs/start.md'), 'utf8')
    const shell = openShell(folder, `${dirname(process.execPath)}:${process.env.PATH}`)
    const reader = createReader({ page, port, shell })
    const times = new Map<string, number>()
    const before = performance.now()
    for (const block of blocksOf(page)) {
      const start = performance.now()
      await reader.follow(block)
      times.set(block.step, (times.get(block.step) ?? 0) + performance.now() - start)
      if (reader.hasRecording() && !times.has(fixture)) times.set(fixture, performance.now() - before)
    }
    await runWorkflow(reader)
    shell.close()
    const lines = [...times].map(([step, ms]) => `${(ms / 1000).toFixed(1).padStart(6)} s  ${step}`)
    console.info(lines.join('\n'))
    expect(times.get(fixture), 'milliseconds to the first recording').toBeLessThan(60_000)
  },
)

const fixture = 'from nothing to the first recording'

interface Reader {
  /** Does what a block says, or compares it with what there is. */
  readonly follow: (block: Block) => Promise<void>
  readonly run: (line: string) => Promise<number>
  readonly wasRun: (line: string) => boolean
  readonly hasRecording: () => boolean
}

function createReader(given: {
  readonly page: string
  readonly port: string
  readonly shell: Shell
}): Reader {
  const { page, port, shell } = given
  let output = ''
  let hasRecording = false
  const ran = new Set<string>()
  const here = (text: string): string => text.replaceAll('3000', port)
  const run = async (line: string): Promise<number> => {
    ran.add(line)
    if (line.startsWith('npm install ')) return install(line)
    const { code, printed } = await shell.run(here(line))
    output += printed
    hasRecording ||= printed.includes('Recorded ')
    return code
  }
  const restart = (): Promise<void> => startApp(port, Object.fromEntries(exportsOf(page)))
  return {
    run,
    wasRun: (line) => ran.has(line),
    hasRecording: () => hasRecording,
    async follow({ info, text, after }) {
      if (info === 'sh app') await restart()
      else if (info === 'sh') {
        output = ''
        const codes: number[] = []
        for (const line of text.trim().split('\n')) codes.push(await run(line))
        const last = /exit code is 1/.test(after) ? 1 : 0
        expect({ codes, output }).toEqual({ codes: [...codes.slice(1).fill(0), last], output })
      } else if (info === 'js') writeFileSync(join(project, fileOf(text)), here(text))
      else if (info === 'diff') {
        change(text)
        await restart()
      } else if (info === 'text') expect(`${asOnThePage(output, port)}\n`).toMatch(patternOf(text))
      else expect(readFileSync(join(project, '.github/workflows/ringback.yml'), 'utf8')).toContain(text)
    },
  }
}

/** The commands of the workflow that the page has not run: neither those that install and start the app, which is running. */
async function runWorkflow({ run, wasRun }: Reader): Promise<void> {
  const workflow = readFileSync(join(project, '.github/workflows/ringback.yml'), 'utf8')
  const commands = [...workflow.matchAll(/run: (npx .*)$/gm)].map(([, line = '']) => line)
  expect(commands).toHaveLength(4)
  const others = commands.filter((line) => !wasRun(line))
  expect(others).toEqual(['npx vitest run test/phone.test.js'])
  for (const line of others) expect([line, await run(line)]).toEqual([line, 0])
}

/** Links what `npm install` would fetch, and notes it in package.json. */
function install(line: string): number {
  const names = line
    .split(' ')
    .slice(2)
    .filter((word) => !word.startsWith('-'))
  const modules = join(project, 'node_modules')
  mkdirSync(join(modules, '.bin'), { recursive: true })
  for (const name of names) {
    mkdirSync(dirname(join(modules, name)), { recursive: true })
    symlinkSync(join(root, 'node_modules', name), join(modules, name))
    if (name === 'ringback' || name === 'vitest') {
      symlinkSync(join(root, 'node_modules/.bin', name), join(modules, '.bin', name))
    }
  }
  const path = join(project, 'package.json')
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as { readonly dependencies?: object }
  const dependencies = { ...manifest.dependencies, ...Object.fromEntries(names.map((name) => [name, '*'])) }
  writeFileSync(path, JSON.stringify({ ...manifest, dependencies }))
  // The sources of the workspace are no build.
  const conditions = "['ringback:source', 'node', 'default']"
  const config = `export default { resolve: { conditions: ${conditions} }, ssr: { resolve: { conditions: ${conditions} } } }`
  writeFileSync(join(project, 'vitest.config.mjs'), config)
  return 0
}

function exportsOf(page: string): readonly (readonly [string, string])[] {
  return [...page.matchAll(/^export (\w+)=(\S+)$/gm)].map(([, name = '', value = '']) => [name, value])
}

/** `// app.js` in the first line. */
function fileOf(code: string): string {
  return /^\/\/ (\S+)\n/.exec(code)?.[1] ?? 'app.js'
}

/** Applies a diff whose lines to go stand in app.js as they are. */
function change(diff: string): void {
  const path = join(project, 'app.js')
  const [gone = '', come = ''] = ['-', '+'].map((sign) =>
    diff
      .split('\n')
      .filter((line) => line.startsWith(sign))
      .map((line) => line.slice(1))
      .join('\n'),
  )
  const code = readFileSync(path, 'utf8')
  expect(code).toContain(gone)
  writeFileSync(
    path,
    code.replace(gone, () => come),
  )
}

async function startApp(port: string, env: Readonly<Record<string, string>>): Promise<void> {
  await stopApp()
  app = spawn(process.execPath, ['app.js'], {
    cwd: project,
    env: { ...process.env, ...env },
    stdio: 'ignore',
  })
  for (;;) {
    const isUp = await requireRunning(new URL(`http://localhost:${port}`)).then(
      () => true,
      () => false,
    )
    if (isUp) return
    await wait(50)
  }
}

async function stopApp(): Promise<void> {
  if (app === undefined) return
  const ended = once(app, 'exit')
  app.kill()
  await ended
  app = undefined
}

/** What was printed, with the port and the folder of the page, and without what differs from run to run. */
function asOnThePage(output: string, port: string): string {
  return masked(output.replaceAll(port, '3000').replaceAll(project, '/home/you/my-ivr'))
}

function masked(text: string): string {
  return text
    .replaceAll(/\b\d+(?:\.\d+)? (ms|s)\b/g, 'N $1')
    .replaceAll(/(\S) {2,}/g, '$1 ')
    .replaceAll(/[^\S\n]+$/gm, '')
    .trimEnd()
}

/** A block of the page as a pattern: a line of three dots stands for any lines, three dots in a line for anything in it. */
function patternOf(text: string): RegExp {
  const lines = masked(text).split('\n')
  const patterns = lines.map((line) =>
    line === '...' ? String.raw`(?:.*\n)*?` : `${line.split('...').map(escaped).join('.*')}\\n`,
  )
  return new RegExp(`^${patterns.join('')}$`)
}

function escaped(text: string): string {
  return text.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`)
}
