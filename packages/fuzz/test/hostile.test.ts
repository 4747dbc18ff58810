import type { RequestListener, ServerResponse } from 'node:http'
import { expect, test } from 'vitest'
import { optionsFor, reportOf } from './support.ts'

const chunk = 'A'.repeat(1 << 16)

function endlessly(res: ServerResponse, limit: number): void {
  let sent = 0
  const more = (): void => {
    while (!res.destroyed && sent < limit) {
      sent += chunk.length
      if (!res.write(chunk)) return void res.once('drain', more)
    }
    if (!res.destroyed) res.end()
  }
  more()
}

const answers: readonly (readonly [string, (res: ServerResponse) => void])[] = [
  ['100 MB', (res) => endlessly(res, 100 * (1 << 20))],
  ['an answer that never ends', (res) => endlessly(res, Infinity)],
  ['a head and then nothing', (res) => void res.write('<Response>')],
  ['deep nesting', (res) => void res.end('<Say>'.repeat(12_000))],
  [
    'invalid UTF-8',
    (res) => void res.end(Buffer.from('<Response><Say>\xff\xfe\xc3</Say></Response>', 'latin1')),
  ],
  [
    'an entity bomb',
    (res) =>
      void res.end(
        '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><Response>&b;</Response>',
      ),
  ],
  ['a connection that breaks', (res) => void res.destroy()],
]

test.each(answers)('survives %s', async (_name, answer) => {
  const app: RequestListener = (req, res) => {
    req.resume()
    res.writeHead(200, { 'content-type': 'text/xml' })
    answer(res)
  }
  const before = process.memoryUsage().rss
  const { findings } = await reportOf(
    optionsFor(app, { runs: 5, timeouts: { totalMs: 150, readMs: 150 }, maxTimeMs: 2500, concurrency: 4 }),
  )
  expect(process.memoryUsage().rss - before).toBeLessThan(256 * (1 << 20))
  for (const { message } of findings) expect(message.length).toBeLessThan(1000)
})
