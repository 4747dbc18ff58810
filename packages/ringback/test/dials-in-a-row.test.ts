import { createServer } from 'node:http'
import { mkdtempSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { runCli } from './run-cli.ts'

/** What the app was told of its dials. */
let told: string[] = []

/** An app that dials one telephone after the other, until one answers or five did not. */
const server = createServer((request, response) => {
  void text(request).then((body) => {
    const status = new URLSearchParams(body).get('DialCallStatus')
    if (status !== null) told.push(status)
    const isOver = status === 'completed' || told.length === 5
    const dial = `<Dial action="/next" timeout="10">+1415555010${told.length}</Dial>`
    response.setHeader('Content-Type', 'text/xml')
    response.end(`<Response>${isOver ? '<Hangup/>' : dial}</Response>`)
  })
})
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)))
afterAll(() => server.close())

const url = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}/voice`

it.each([
  ['busy,answered', ['busy', 'completed']],
  ['busy,no-answer,failed,busy,answered', ['busy', 'no-answer', 'failed', 'busy', 'completed']],
  [
    'no-answer,no-answer,no-answer,no-answer,busy',
    ['no-answer', 'no-answer', 'no-answer', 'no-answer', 'busy'],
  ],
])('call follows %s, from --keys and from a script', async (keys, expected) => {
  const script = join(mkdtempSync(join(tmpdir(), 'ringback-')), 'steps.txt')
  writeFileSync(script, `${keys.replaceAll(',', '\n')}\n`)
  for (const option of [
    ['--keys', keys],
    ['--script', script],
  ]) {
    told = []
    const { code, stderr } = await runCli(['call', url(), ...option], { env: { TWILIO_AUTH_TOKEN: 'token' } })
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(told).toEqual(expected)
  }
})
