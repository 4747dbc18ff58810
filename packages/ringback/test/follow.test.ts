import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Exchange } from '@ringback/recording'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { callerOf, recordCalls } from './recorded-folder.ts'
import { runCli, type CliResult } from './run-cli.ts'

let cwd: string
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'ringback-follow-'))
})
afterEach(() => rmSync(cwd, { recursive: true }))

interface FollowRun {
  /** Resolves once so many texts like this were printed. */
  readonly prints: (text: RegExp, times: number) => Promise<void>
  readonly stop: () => Promise<CliResult>
}

/** Starts `ringback show --follow`; resolves when it waits. */
async function startFollowing(...argv: readonly string[]): Promise<FollowRun> {
  let stdout = ''
  let stderr = ''
  let send: (signal: NodeJS.Signals) => void = () => undefined
  const result = runCli(['show', '--follow', ...argv], {
    cwd,
    onStart: (sending) => (send = sending),
    onStdout: (text) => void (stdout += text),
    onStderr: (text) => void (stderr += text),
  })
  await expect.poll(() => stderr, { timeout: 20_000 }).toContain('Waiting for new exchanges')
  return {
    async prints(text, times) {
      await expect
        .poll(() => stdout.match(new RegExp(text, 'g'))?.length ?? 0, { timeout: 20_000 })
        .toBe(times)
    },
    stop: () => {
      send('SIGINT')
      return result
    },
  }
}

it('show --follow waits for the folder, and prints each exchange once, under its call', async () => {
  const run = await startFollowing()
  await recordCalls(cwd, [1])
  await run.prints(/ POST /, 2)
  await recordCalls(cwd, [2])
  await run.prints(/ POST /, 4)
  const { code, stdout } = await run.stop()
  expect(code).toBe(0)
  // One for a call, not for each of its exchanges.
  expect(stdout.match(/^CA\w{32} {2}\+\d+ → \+\d+$/gm)).toHaveLength(2)
  expect(stdout).toMatch(/│/)
})

it('show --follow with --format json prints a line for each new exchange, and nothing of before', async () => {
  await recordCalls(cwd, [1])
  const run = await startFollowing('--format', 'json')
  await recordCalls(cwd, [2, 3])
  await run.prints(/\n/, 4)
  const { stdout } = await run.stop()
  const exchanges = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Exchange)
  expect(new Set(exchanges.map(({ id }) => id)).size).toBe(4)
  expect(new Set(exchanges.map(({ callSid }) => callSid)).size).toBe(2)
})

it('show --follow of a call shows what there is of it, and what follows, and says what it cannot read', async () => {
  await recordCalls(cwd, [1, 2])
  const shown = await startFollowing(callerOf(1).callSid)
  await shown.prints(/ POST /, 2)
  await shown.stop()
  const run = await startFollowing(callerOf(4).number)
  writeFileSync(join(cwd, 'recordings/20990101T000000Z-damaged.json'), '{')
  await recordCalls(cwd, [3, 4, 5])
  await run.prints(/ POST /, 2)
  const { code, stdout, stderr } = await run.stop()
  expect(stdout.match(/^CA\w{32}/gm)).toHaveLength(1)
  expect(stderr).toMatch(/damaged .*-damaged\.json:1: not JSON/)
  expect(code).toBe(2)
})

it('show --follow is for what is on disk', async () => {
  expect((await runCli(['show', '--follow', '--all'], { cwd })).stderr).toContain(
    '--follow and --all cannot be used together.',
  )
})
