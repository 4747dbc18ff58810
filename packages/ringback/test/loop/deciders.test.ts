import { deciders, frontDeskApp, pythonShopApp, type Decider, type RunningApp } from '@ringback/app-deciders'
import type { ReplayCounts, ReplayEvent } from '@ringback/replay'
import { execFileSync } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { beforeAll, describe, expect, test } from 'vitest'
import { publicUrl, recordDecider, type Project, type RecordedProject } from './record-decider.ts'
import type { CliResult } from '../run-cli.ts'

describe.each(deciders)('$name, which decides by $decidesBy', (decider) => {
  suite(decider)
})

describe.skipIf(!hasPython()).each([pythonShopApp, frontDeskApp])(
  '$name, in another language (skipped where there is no python3)',
  (decider) => {
    suite(decider)
  },
)

function suite(decider: Decider): void {
  const count = decider.calls.flat().length
  let project: RecordedProject
  let checkout: Project

  beforeAll(async () => {
    project = await recordDecider(decider)
  })

  test('reports no change of an unchanged app where key and originals never were', async () => {
    const { code, counts } = await replayed(project.checkout(), project)
    expect(counts).toMatchObject({ changed: 0, failed: 0 })
    expect(code).not.toBe(1)
  })

  test('replays green with key and originals', async () => {
    const { code, counts } = await replayed(project, project)
    expect(counts).toMatchObject({ same: count, changed: 0, notComparable: 0, skipped: 0, failed: 0 })
    expect(code).toBe(0)
    checkout = project.checkout()
  })

  test('keeps the contract that is built from its recordings, with key and originals', async () => {
    const built = await project.cli('contract', 'build', '--provider', 'app', '--recordings', 'recordings')
    expect(built.code).toBe(0)
    const { code, stdout } = await verified(project, project)
    expect(stdout).toMatch(/^\d+ passed, 0 failed, 0 pending$/m)
    expect(code).toBe(0)
  })

  test('without them: no change, at least half of it compared, and told what is not', async () => {
    const { code, counts, stderr, events } = await replayed(checkout, project)
    expect(counts).toMatchObject({ changed: 0, failed: 0 })
    expect(code).toBe(0)
    expect(counts.judged * 2).toBeGreaterThanOrEqual(count)
    const left = events.filter((event) => event.type === 'exchange' && event.verdict === 'not-comparable')
    expect(left).toHaveLength(count - counts.judged)
    for (const event of left) expect(event).toHaveProperty('reason')
    expect(stderr).toContain(
      'is missing, so answers that depend on redacted values are compared with what your app answered',
    )
    expect(stderr).toContain(left.length === 0 ? '' : `${left.length} of ${count} exchanges w`)
  })

  test('without them the contract breaks nowhere, and holds at least half', async () => {
    const { code, stdout } = await verified(project.checkout(), project)
    const [, passed = '', notComparable = '0'] =
      /^(\d+) passed, 0 failed, 0 pending(?:, (\d+) not comparable)?/m.exec(stdout) ?? []
    expect(code).toBe(0)
    expect(Number(passed)).toBeGreaterThanOrEqual(Number(notComparable))
  })

  test.each(decider.changes.map((change) => ({ change })))(
    'is red when $change changes',
    async ({ change }) => {
      const { code, counts, text } = await replayed(project, project, change)
      expect(code).toBe(1)
      expect(counts.changed).toBeGreaterThan(0)
      // Real values are in no report.
      expect(text).not.toMatch(/\+(?:1415555|1212555|1512555|4477009)/)
    },
  )

  test('is red without them where the verbs of what is compared change', async () => {
    const before = await replayed(checkout, project)
    const other = await startRejecting()
    const after = await replayOf(checkout, other.url)
    await other.close()
    const isSame = (event: ReplayEvent): event is Replayed =>
      event.type === 'exchange' && event.verdict === 'same' && event.exchange.response?.status === 200
    const compared = before.events.filter(isSame).map(({ exchange }) => exchange.id)
    const changed = after.events.flatMap((event) =>
      event.type === 'exchange' && event.verdict === 'changed' ? [event.exchange.id] : [],
    )
    expect(after.code).toBe(1)
    expect(changed).toEqual(expect.arrayContaining(compared))
  })
}

type Replayed = Extract<ReplayEvent, { type: 'exchange' }>

interface Outcome {
  readonly code: number
  readonly events: readonly ReplayEvent[]
  readonly counts: ReplayCounts
  readonly text: string
  readonly stderr: string
}

async function replayOf(on: Project, url: string): Promise<Outcome> {
  const { code, stdout, stderr } = await on.cli('replay', url, '--reporter', 'json')
  const events = JSON.parse(stdout) as readonly ReplayEvent[] // What the reporter prints.
  const last = events.at(-1)
  if (last?.type !== 'finished') throw new Error('the replay did not finish')
  return { code, events, counts: last.counts, text: stdout + stderr, stderr }
}

async function replayed(on: Project, project: RecordedProject, change?: string): Promise<Outcome> {
  const app = await project.start(change)
  try {
    return await replayOf(on, app.url)
  } finally {
    await app.close()
  }
}

async function verified(on: Project, project: RecordedProject): Promise<CliResult> {
  const app = await project.start()
  try {
    return await on.cli('contract', 'verify', app.url, '--public-url', publicUrl)
  } finally {
    await app.close()
  }
}

/** An app that rejects every call. */
async function startRejecting(): Promise<RunningApp> {
  const server = createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/xml')
    response.end('<Response><Reject/></Response>')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // It listens on a port, not on a pipe.
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  }
}

function hasPython(): boolean {
  try {
    execFileSync('python3', ['--version'])
    return true
  } catch {
    return false
  }
}
