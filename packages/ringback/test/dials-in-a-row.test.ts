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

/** How many telephones each Dial rings, and whether they ring one after the other. */
let group = { size: 1, isSequential: false }

/** An app that dials again and again, until somebody answers or five Dials did not reach anybody. */
const server = createServer((request, response) => {
  void text(request).then((body) => {
    const status = new URLSearchParams(body).get('DialCallStatus')
    if (status !== null) told.push(status)
    const isOver = status === 'completed' || told.length === 5
    const numbers = Array.from(
      { length: group.size },
      (_, at) => `<Number>+141555501${told.length}${at}</Number>`,
    ).join('')
    const dial = `<Dial action="/next" timeout="10" sequential="${group.isSequential}">${numbers}</Dial>`
    response.setHeader('Content-Type', 'text/xml')
    response.end(`<Response>${isOver ? '<Hangup/>' : dial}</Response>`)
  })
})
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)))
afterAll(() => server.close())

const url = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}/voice`

const one = { size: 1, isSequential: false }
const parallel = { size: 3, isSequential: false }
const sequential = { size: 2, isSequential: true }
const five = 'busy,no-answer,failed,busy,answered'

it.each([
  ['one telephone', one, 'busy,answered', ['busy', 'completed']],
  ['one telephone', one, five, ['busy', 'no-answer', 'failed', 'busy', 'completed']],
  [
    'one telephone',
    one,
    'no-answer,no-answer,no-answer,no-answer,busy',
    ['no-answer', 'no-answer', 'no-answer', 'no-answer', 'busy'],
  ],
  ['telephones that ring at once', parallel, five, ['busy', 'no-answer', 'failed', 'busy', 'completed']],
  [
    'telephones that ring in turn',
    sequential,
    'busy,no-answer,failed,busy,busy,failed,no-answer,busy,busy,answered',
    ['no-answer', 'busy', 'failed', 'busy', 'completed'],
  ],
  ['telephones that ring in turn', sequential, 'failed,busy,failed,answered', ['busy', 'completed']],
])('%s in a row: call follows %j %s, from --keys and from a script', async (_name, ring, keys, expected) => {
  group = ring
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

it('a module as the caller follows the steps of --keys, and goes on where they end', async () => {
  group = one
  told = []
  const script = join(mkdtempSync(join(tmpdir(), 'ringback-')), 'caller.mjs')
  writeFileSync(
    script,
    'export default async (call) => { await call.hears("", { within: 60 }).catch(() => {}) }\n',
  )
  const argv = ['call', url(), '--keys', 'busy,failed', '--dialled', 'no-answer', '--script', script]
  const { code, stderr } = await runCli(argv, { env: { TWILIO_AUTH_TOKEN: 'token' } })
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(told).toEqual(['busy', 'failed', 'no-answer', 'no-answer', 'no-answer'])
})
