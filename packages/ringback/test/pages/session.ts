import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { freePort } from '@ringback/test-support/free-port'
import { runCli } from '../run-cli.ts'
import { blocksOf, shellLines, shellWords, type Block } from './blocks.ts'

const root = join(import.meta.dirname, '../../../..')

/** What a line of a page did. */
export interface Done {
  readonly line: string
  readonly code: number
  /** What it has printed by now: some go on in the background. */
  readonly output: () => string
}

/** A block of a page that says what the commands above it print, and what they printed. */
export interface Shown {
  readonly expected: string
  readonly output: string
}

/** What became of a page: every line that ran, and every output that the page shows. */
export interface PageRun {
  readonly done: readonly Done[]
  readonly shown: readonly Shown[]
  /** Lines that are not run, for instance of a package manager. */
  readonly skipped: readonly string[]
}

/** Programs that install or publish something: the workspace has what they would install. */
const notHere = /^(?:npm|git|gh|docker|twilio|npx (?!ringback ))/

/**
 * Does what a page says, from its first block to its last: blocks that begin with the name of a file in a comment are written into
 * a folder, the lines of shell blocks are run there, the commands of ringback in this process. Port 3000 of the page is a free one.
 * Blocks that are marked `no-run` are left out.
 */
export async function runPage(page: string): Promise<PageRun> {
  const session = await openSession()
  const done: Done[] = []
  const shown: Shown[] = []
  const skipped: string[] = []
  try {
    let latest: Done[] = []
    for (const block of blocksOf(readFileSync(join(root, page), 'utf8'))) {
      if (block.note.startsWith('no-run')) continue
      if (block.language === 'sh') {
        latest = []
        for (const { text, comment } of shellLines(block.code)) {
          if (notHere.test(text)) skipped.push(text)
          else latest.push(await session.run(text, comment))
        }
        done.push(...latest)
      } else if (block.language === 'text') {
        shown.push({ expected: block.code, output: await outputOf(latest, block.code) })
      } else session.write(block)
    }
    return { done, shown, skipped }
  } finally {
    await session.close()
  }
}

/** The output of commands with what differs from run to run replaced: times, and the port of the app. */
export function steady(text: string): string {
  return text.replaceAll(/\b\d+(?:\.\d+)? (ms|s|seconds)\b/g, '# $1').replaceAll(/[ \t]+$/gm, '')
}

/** Whether a text is what a page shows: `...` stands for any part of a line, and alone on a line for any lines. */
export function isShown(expected: string, actual: string): boolean {
  const pattern = steady(expected)
    .trimEnd()
    .split('\n')
    .map((line) =>
      line.trim() === '...' ? '(?:.*\\n)*?' : `${line.split('...').map(literally).join('.*')}\\n`,
    )
    .join('')
  return new RegExp(`(?:^|\\n)${pattern}`).test(`${steady(actual).trimEnd()}\n`)
}

function literally(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')
}

interface Session {
  readonly write: (block: Block) => void
  readonly run: (line: string, comment: string) => Promise<Done>
  readonly close: () => Promise<void>
}

async function openSession(): Promise<Session> {
  mkdirSync(join(root, 'tmp'), { recursive: true })
  // Below the workspace, where express and twilio are installed.
  const folder = mkdtempSync(join(root, 'tmp/page-'))
  // The ports of pages: of the app, of `ringback record` and of `ringback serve`.
  const ports = new Map<string, number>()
  for (const port of ['3000', '4100', '4110']) ports.set(port, await freePort())
  const port = ports.get('3000') ?? 0
  const env: Record<string, string> = { PORT: String(port), TWILIO_AUTH_TOKEN: 'a-token-for-tests' }
  const apps = new Map<string, ChildProcess>()
  const background: (() => Promise<unknown>)[] = []
  const ported = (text: string): string =>
    text.replaceAll(/\b(?:3000|4100|4110)\b/g, (number) => String(ports.get(number)))
  const asOnPage = (text: string): string =>
    [...ports]
      .reduce((rest, [shown, real]) => rest.replaceAll(String(real), shown), text)
      .replaceAll(folder, '.')

  const portedEnv = (): Record<string, string> =>
    Object.fromEntries(Object.entries(env).map(([name, value]) => [name, ported(value)]))

  return {
    write({ code }) {
      const [first = '', name] = /^(?:\/\/|#) ([\w./-]+\.\w+)\n/.exec(code) ?? []
      if (name === undefined) return
      // JSON has no comments.
      writeFileSync(join(folder, name), ported(name.endsWith('.json') ? code.slice(first.length) : code))
    },
    async run(line, comment) {
      const [, settings] = /^export (.*)$/.exec(line) ?? []
      if (settings !== undefined) {
        for (const word of shellWords(settings, env))
          env[word.split('=')[0] ?? ''] = word.slice(word.indexOf('=') + 1)
        return { line, code: 0, output: () => '' }
      }
      if (/^kill %\d$/.test(line)) {
        for (const end of background.splice(0)) await end()
        return { line, code: 0, output: () => '' }
      }
      const [, app] = /^node (\S+) &$/.exec(line) ?? []
      if (app !== undefined) {
        await stop(apps.get('app'))
        const child = spawn(process.execPath, [app], {
          cwd: folder,
          env: { ...process.env, ...portedEnv() },
          stdio: 'ignore',
        })
        apps.set('app', child)
        await listens(port)
        return { line, code: 0, output: () => '' }
      }
      const wanted = Number(/exits with (\d)/.exec(comment)?.[1] ?? 0)
      const result = await commandOrProgram(ported(line), { folder, env: portedEnv(), ports, background })
      const output = (): string => asOnPage(result.output())
      if (result.code !== wanted)
        throw new Error(`${line}\nexits with ${result.code} instead of ${wanted}:\n${output()}`)
      return { line, code: result.code, output }
    },
    async close() {
      for (const end of background) await end()
      await stop(apps.get('app'))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

interface Place {
  readonly folder: string
  readonly env: Readonly<Record<string, string>>
  /** The free ports that stand for those of the page. */
  readonly ports: ReadonlyMap<string, number>
  /** Ends a command that goes on in the background. */
  readonly background: (() => Promise<unknown>)[]
}

interface Result {
  readonly code: number
  readonly output: () => string
}

async function commandOrProgram(line: string, place: Place): Promise<Result> {
  const [, command, goesOn] = /^(?:npx )?ringback (.*?)(\s+&)?$/.exec(line) ?? []
  if (command === undefined) return line.startsWith('curl ') ? request(line, place) : program(line, place)
  // Their default ports may be taken.
  const [, withPort] = /^(record|serve)\b/.exec(command) ?? []
  const port =
    withPort === undefined ? '' : ` --port ${place.ports.get(withPort === 'record' ? '4100' : '4110') ?? 0}`
  const [, text = '', target, source] = /^(.*?)(?:\s+> (\S+))?(?:\s+< (\S+))?$/.exec(command) ?? []
  let output = ''
  const hear = (chunk: string): void => void (output += chunk)
  let send: ((signal: NodeJS.Signals) => void) | undefined
  const running = runCli(shellWords(text + port, place.env), {
    cwd: place.folder,
    env: place.env,
    columns: 100,
    onStderr: hear,
    onStart: (signal) => void (send = signal),
    ...(target === undefined && { onStdout: hear }),
    ...(source !== undefined && { stdin: readFileSync(join(place.folder, source), 'utf8') }),
  })
  if (goesOn !== undefined) {
    place.background.push(async () => {
      send?.('SIGINT')
      await running
    })
    const early = running.then(({ code }) => {
      throw new Error(`${line}\nends with ${code}:\n${output}`)
    })
    const isUp = withPort === undefined ? pause(0) : listens(Number(port.replace(/^\D+/, '')))
    await Promise.race([isUp, early])
    // From now on it ends when it is told to.
    early.catch(() => undefined)
    return { code: 0, output: () => output }
  }
  const { code, stdout } = await running
  if (target !== undefined) writeFileSync(join(place.folder, target), stdout)
  return { code, output: () => output }
}

/** What `curl` would do with `-d` and a URL: it is not everywhere. */
async function request(line: string, { env }: Place): Promise<Result> {
  const words = shellWords(line, env)
  const fields = words.filter((_word, index) => words[index - 1] === '-d')
  const answer = await fetch(words.at(-1) ?? '', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: fields.join('&'),
  })
  const text = await answer.text()
  return { code: answer.ok ? 0 : 22, output: () => text }
}

async function program(line: string, { folder, env }: Place): Promise<Result> {
  try {
    const { stdout, stderr } = await promisify(execFile)('sh', ['-c', line], {
      cwd: folder,
      env: { ...process.env, ...env },
      timeout: 60_000,
    })
    return { code: 0, output: () => stdout + stderr }
  } catch (error) {
    // What execFile rejects with.
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string }
    return { code, output: () => stdout + stderr }
  }
}

/** What the commands have printed, once it has what the page shows, or after half a minute. */
async function outputOf(done: readonly Done[], expected: string): Promise<string> {
  const now = (): string => done.map(({ output }) => output()).join('')
  for (let attempt = 0; !isShown(expected, now()) && attempt < 600; attempt++) {
    if (!done.some(({ line }) => /ringback .*&$/.test(line))) break
    await pause(50)
  }
  return now()
}

async function stop(child: ChildProcess | undefined): Promise<void> {
  if (child === undefined || child.exitCode !== null) return
  child.kill()
  await once(child, 'exit')
}

async function listens(port: number): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt++) {
    const socket = connect(port, '127.0.0.1')
    const isThere = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    })
    socket.destroy()
    if (isThere) return
    await pause(50)
  }
  throw new Error(`Nothing listens on port ${port}.`)
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
