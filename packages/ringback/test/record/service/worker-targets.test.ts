import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { callTo } from '@ringback/app-caller'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listening, type Listening } from '../../listening.ts'
import { startRecording } from '../../recording-run.ts'

let apps: readonly Listening[]
let cwd: string
beforeAll(async () => {
  cwd = mkdtempSync(join(tmpdir(), 'ringback-worker-targets-'))
  apps = await Promise.all(
    ['main', 'other'].map(async (name) =>
      listening(
        createServer((incoming, response) => {
          incoming.resume()
          response.writeHead(200, { 'Content-Type': 'text/xml', 'X-App': name }).end('<Response/>')
        }),
      ),
    ),
  )
})
afterAll(async () => {
  await Promise.all(apps.map(async (app) => app.close()))
  rmSync(cwd, { recursive: true })
})

test('several processes forward to the same apps, record the same calls and count as one', async () => {
  const [main, other] = apps.map(({ url }) => url)
  const recording = await startRecording(main ?? '', ['--workers', '2', '--settle'], {
    cwd,
    env: {
      ...(process.env as Record<string, string>),
      RINGBACK_TARGET: `/billing=${other}\n+14155550177=${other}`,
      RINGBACK_SAMPLE: '0.5',
    },
  })
  const call = callTo(recording.url)
  const appOf = async (path: string, To: string, index: number): Promise<unknown> =>
    (await call(path, { To, CallSid: `CA${String(index).padStart(32, '0')}` })).headers['x-app']
  const calls = 20
  for (let index = 0; index < calls; index += 1) {
    expect(await appOf('/voice', '+14155550100', index)).toBe('main')
    expect(await appOf('/billing', '+14155550100', index)).toBe('other')
    expect(await appOf('/voice', '+14155550177', index)).toBe('other')
  }
  const { code, stderr } = await recording.stop()
  expect(code).toBe(0)
  const [recorded = 0, leftOut = 0] = [/(\d+) exchanges recorded/, /(\d+) left out/].map((pattern) =>
    Number(pattern.exec(stderr)?.[1]),
  )
  expect(recorded + leftOut).toBe(3 * calls)
  expect([recorded % 3, recorded > 0, leftOut > 0]).toEqual([0, true, true])
})
