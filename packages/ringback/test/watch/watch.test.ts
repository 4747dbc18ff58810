import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createChangesOfRuns } from '../../src/watch/changes-of-runs.ts'
import { watchFiles } from '../../src/watch/file-changes.ts'
import { withoutWatchOptions } from '../../src/watch/watch-options.ts'
import { runCli } from '../run-cli.ts'

let cwd: string
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'ringback-watch-'))
})
afterEach(() => rmSync(cwd, { recursive: true }))

it('ringback replay --watch runs again when a file changes and when the app is back, until Ctrl-C', async () => {
  let greeting = 'Hello'
  const listen = async (port: number) => {
    const server = createServer((request, response) => {
      request.resume()
      response.setHeader('Content-Type', 'text/xml').end(`<Response><Say>${greeting}</Say></Response>`)
    })
    await new Promise<void>((done) => void server.listen(port, '127.0.0.1', done))
    return server
  }
  const first = await listen(0)
  const address = first.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const env = { TWILIO_AUTH_TOKEN: '0'.repeat(32), PATH: process.env['PATH'] ?? '' }
  await runCli(['call', `${port}/voice`, '--record'], { cwd, env })
  let text = ''
  let send: (signal: NodeJS.Signals) => void = () => undefined
  const prints = async (part: string): Promise<void> => {
    await expect.poll(() => text, { timeout: 30_000 }).toContain(part)
    text = ''
  }
  const hear = (chunk: string): void => void (text += chunk)
  const result = runCli(['replay', String(port), '--watch'], {
    cwd,
    env,
    onStart: (sending) => (send = sending),
    onStdout: hear,
    onStderr: hear,
  })
  await prints('Waiting for changes')
  greeting = 'Good evening'
  writeFileSync(join(cwd, 'app.py'), '# changed')
  await prints('Waiting for changes')
  first.close()
  first.closeAllConnections()
  await prints('is gone. Waiting for it')
  greeting = 'Hello'
  const second = await listen(port)
  await prints('Waiting for changes')
  send('SIGINT')
  const { code, stdout, stderr } = await result
  expect(code).toBe(0)
  expect(stdout.match(/1 recording: .*/g)).toEqual([
    '1 recording: 1 same, 0 changed, 0 skipped',
    '1 recording: 0 same, 1 changed, 0 skipped',
    '1 recording: 1 same, 0 changed, 0 skipped',
  ])
  expect(stdout).not.toContain('\u001B[2J')
  expect(stderr).toContain('Changed: app.py')
  expect(stderr).toContain(`The app is back at http://localhost:${port}.`)
  second.close()
})

describe('the files of an app', () => {
  it('are watched, but for what is not its source', async () => {
    const folders = ['src', 'node_modules/x', '.git', '.ringback', 'recordings', '__pycache__']
    for (const folder of folders) mkdirSync(join(cwd, folder), { recursive: true })
    const changes = await watchFiles(cwd, [join(cwd, 'recordings'), join(cwd, 'report.xml')])
    for (const folder of folders) writeFileSync(join(cwd, folder, 'file.js'), '')
    for (const name of ['report.xml', 'app.db', 'app.sqlite3-wal', 'error.log', '.env', 'muted.txt']) {
      if (name === 'muted.txt') changes.ignore(name)
      writeFileSync(join(cwd, name), '')
    }
    const seen = new Set<string>()
    const take = (): string[] => {
      for (const file of changes.take()) seen.add(file)
      return [...seen].toSorted()
    }
    await expect.poll(take, { timeout: 20_000 }).toEqual(['.env', join('src', 'file.js')])
    // What comes later would come with these.
    writeFileSync(join(cwd, 'last.rb'), '')
    await expect.poll(take, { timeout: 20_000 }).toEqual(['.env', 'last.rb', join('src', 'file.js')])
    await changes.close()
  })

  it('are no reason any more when they change with every run', () => {
    const runs = createChangesOfRuns(3)
    expect(runs.take(['a', 'b'])).toEqual([])
    expect(runs.ofLastRun()).toEqual(['a', 'b'])
    expect(runs.take(['a'])).toEqual([])
    expect(runs.take(['a', 'b'])).toEqual(['a'])
    expect(runs.ofLastRun()).toEqual(['b'])
    expect(runs.take([])).toEqual([])
    expect(runs.ofLastRun()).toEqual([])
  })
})

it.each([
  [
    ['replay', '3000', '--watch'],
    ['replay', '3000'],
  ],
  [
    ['map', '--watch-path', 'src', '-o', 'a.html'],
    ['map', '-o', 'a.html'],
  ],
  [
    ['map', '--watch-path=src', '--watch=true', 'x'],
    ['map', 'x'],
  ],
  [
    ['replay', '--no-watch', '--', '--watch'],
    ['replay', '--', '--watch'],
  ],
])('what %j runs each time is %j', (argv, expected) => {
  expect(withoutWatchOptions(argv)).toEqual(expected)
})

it.each([
  [['--watch', '--ui'], '--watch and --ui cannot be used together.'],
  [['--watch-path', 'nothing-here'], '--watch-path nothing-here is no folder.'],
  [['--watch', 'CA1', 'CA2'], 'More than one call given'],
])('ringback replay refuses %j', async (argv, message) => {
  const { code, stderr } = await runCli(['replay', ...argv], { cwd })
  expect(code).toBe(2)
  expect(stderr).toContain(message)
})
