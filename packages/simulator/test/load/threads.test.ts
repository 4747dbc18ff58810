import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { runLoad, type LoadOptions, type LoadProgress, type LoadReport } from '@ringback/simulator/load'
import { describe, expect, it, onTestFinished } from 'vitest'

async function appUrl(): Promise<string> {
  const server = createServer((request, response) => {
    request.resume()
    response.writeHead(200, { 'content-type': 'text/xml' }).end('<Response><Hangup/></Response>')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function made(
  more: Partial<LoadOptions>,
  onProgress: (progress: LoadProgress) => void = () => {},
): Promise<LoadReport> {
  const app = await appUrl()
  const options = { phone: { app, authToken: 'token' }, timeScale: 'no-pauses', ...more } as const
  for await (const event of runLoad(options)) {
    if (event.type === 'finished') return event.report
    onProgress(event)
  }
  throw new Error('there was no report')
}

describe('a load on threads', () => {
  it('starts the calls of the whole load, and reports them as one', async () => {
    let shown: LoadProgress | undefined
    const report = await made({ rate: 20, durationMs: 1500, threads: 3 }, (progress) => (shown = progress))
    expect(report).toMatchObject({
      calls: { started: 30, completed: 30, failed: 0 },
      requests: { count: 30 },
      routes: [{ path: '/voice', count: 30 }],
      settings: { rate: 20, shard: null },
      startedApartSeconds: 0,
    })
    // One line for all threads.
    expect(shown?.started).toBeGreaterThan(10)
    expect(shown?.latencies.count).toBe(shown?.requests)
  })

  it('makes the part of a machine', async () => {
    const report = await made({ rate: 40, durationMs: 500, threads: 2, shard: { index: 2, count: 4 } })
    expect(report).toMatchObject({ calls: { started: 5 }, settings: { shard: '2/4' } })
  })

  it('ends when it is stopped', async () => {
    const controller = new AbortController()
    const { signal } = controller
    const report = await made({ calls: 4, durationMs: 600_000, threads: 2, signal }, () => controller.abort())
    expect(report).toMatchObject({ stopped: true })
    expect(report.calls.started).toBeGreaterThan(0)
  })

  it('is refused for an app that only this thread can call', async () => {
    const phone = { authToken: 'token', app: { fetch: async () => new Response('') } }
    await expect(made({ threads: 2, phone })).rejects.toThrow('This load cannot be made on threads: ')
  })
})
