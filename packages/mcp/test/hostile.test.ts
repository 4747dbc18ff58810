import dns from 'node:dns/promises'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Client } from '@modelcontextprotocol/client'
import * as fc from 'fast-check'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { connected } from './connected.ts'
import { exchangeOf, folderWith, sid } from './folder.ts'

const acting = ['place_call', 'replay_recording', 'fuzz_app', 'replay_finding', 'map_app']

/** Every tool, no app: what is called is what the arguments say, or nothing. */
async function client(): Promise<Client> {
  return connected({ version: '1', directory: folderWith([exchangeOf(1, 0)]), allowCalls: true })
}

/** The message of a request that has to be refused, which is short and has no stack. */
async function refusal(to: Client, name: string, args: Record<string, unknown>): Promise<string> {
  const { isError, content } = await to.callTool({ name, arguments: args })
  const [first] = content
  const text = first?.type === 'text' ? first.text : ''
  expect({ name, args, isError }).toEqual({ name, args, isError: true })
  expect(text).not.toMatch(/\n\s+at |node_modules|\.ts:\d/)
  expect(text.length).toBeLessThan(2500)
  return text
}

/** The least that a tool needs. */
const needed: Readonly<Record<string, Record<string, unknown>>> = {
  replay_recording: { call: sid('CA', 1) },
  replay_finding: { finding: 'http-status-1' },
}

describe('hostile arguments are refused', () => {
  it.each([
    'http://0.0.0.0:3000/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://0177.0.0.1/',
    'http://127.1/',
    'http://3232235777/',
    'http://[::ffff:1.2.3.4]/',
    'http://[::ffff:7f00:1]/',
    'http://[::]/',
    'http://[fe80::1%25eth0]/',
    'http://169.254.169.254/latest/meta-data/',
    'http://192.168.1.1/',
    'http://example.com/',
    'http://localhost.example.com/',
    'http://app.localhost:3000/',
    'http://127.0.0.1.example.com/',
    'http://localhost@example.com/',
    'http://user:password@127.0.0.1:3000/',
    'http://127.0.0.1:3000@example.com/',
    'http://127.0.0.1\\@example.com/',
    'http://127.0.0.1#@example.com/',
    'http://127.0.0.1 .example.com/',
    'http://127.0.0.1\n.example.com/',
    'http://127.0.0.1/\0',
    'http://１２７.0.0.1/',
    'http://ⓛocalhost/',
    'file:///etc/passwd',
    'ftp://127.0.0.1/',
    'javascript:alert(1)',
    '//127.0.0.1/',
    '127.0.0.1:3000',
    './app.ts',
    '',
  ])('app %j', async (app) => {
    const to = await client()
    for (const name of acting) {
      expect(await refusal(to, name, { ...needed[name], app })).toContain(
        'Only an app on this machine can be called',
      )
    }
  })

  it('localhost where that is another machine', async () => {
    // All addresses, as they are asked for; the types know of one.
    const other = { address: '192.0.2.1', family: 4 }
    const addresses = Object.assign([{ address: '127.0.0.1', family: 4 }, other], other)
    const lookup = vi.spyOn(dns, 'lookup').mockResolvedValue(addresses)
    onTestFinished(() => lookup.mockRestore())
    const to = await client()
    for (const name of acting) {
      const said = await refusal(to, name, { ...needed[name], app: 'http://localhost:3000/voice' })
      expect(said).toContain('localhost:3000 is not on this machine')
    }
  })

  it('addresses that are out of range, and apps that nobody runs', async () => {
    const to = await client()
    expect(await refusal(to, 'place_call', { app: 'http://127.0.0.999/' })).toContain('is not a URL')
    expect(await refusal(to, 'place_call', { app: 'http://127.0.0.1:99999/' })).toContain('is not a URL')
  })

  it.each([
    '../../../etc/passwd',
    '..',
    '.',
    '/etc/passwd',
    String.raw`C:\Windows\win.ini`,
    String.raw`..\..\secret`,
    '..%2f..%2fsecret',
    'CA00\0.json',
    '~/.ssh/id_rsa',
    'file:///etc/passwd',
    '$(id)',
    '*',
  ])('the name %j', async (name) => {
    // What a path would lead to is there.
    const directory = join(mkdtempSync(join(tmpdir(), 'ringback-mcp-')), 'recordings')
    mkdirSync(directory)
    writeFileSync(join(directory, '../secret'), 'secret')
    const read: string[] = []
    const to = await connected({
      version: '1',
      directory,
      allowCalls: true,
      app: 'http://127.0.0.1:1/',
      findings: {
        write: async () => undefined,
        ids: async () => [],
        read: async (id) => {
          read.push(id)
          return undefined
        },
      },
    })
    await refusal(to, 'read_recording', { call: name })
    await refusal(to, 'recording_findings', { call: name })
    await refusal(to, 'replay_recording', { call: name })
    await refusal(to, 'read_exchange', { call: name, exchange: name })
    await refusal(to, 'replay_finding', { finding: name })
    expect(read).toEqual([])
  })

  it('huge texts, lists and numbers', async () => {
    const to = await client()
    const huge = 'x'.repeat(1_000_000)
    const many = Object.fromEntries(Array.from({ length: 5000 }, (_, at) => [`Name${at}`, '']))
    expect(await refusal(to, 'check_twiml', { twiml: huge })).toContain('longer than 100,000 characters')
    for (const [name, args] of [
      ['check_webhook', { form: huge }],
      ['check_webhook', { parameters: { From: huge } }],
      ['check_webhook', { parameters: { [huge]: '' } }],
      ['check_webhook', { kind: huge, form: '' }],
      ['check_webhook', { parameters: many }],
      ['list_recordings', { search: huge }],
      ['list_recordings', { limit: 1e9 }],
      ['list_recordings', { limit: 0 }],
      ['list_recordings', { offset: -1 }],
      ['list_recordings', { offset: 0.5 }],
      ['read_recording', { call: huge }],
      ['explain_parameter', { name: huge }],
      ['explain_code', { code: 1e300 }],
      ['explain_signature', { url: huge, signature: 'x' }],
      ['place_call', { keys: huge }],
      ['place_call', { say: Array.from({ length: 1000 }, () => 'yes') }],
      ['place_call', { say: [huge] }],
      ['place_call', { from: huge }],
      ['place_call', { [huge]: 1 }],
      ['fuzz_app', { runs: 1e6 }],
      ['fuzz_app', { seconds: 1e6 }],
      ['map_app', { seconds: 1e6 }],
      ['map_app', { depth: 100 }],
    ] as const) {
      await refusal(to, name, args)
    }
  })

  it.each(['constructor', 'prototype', 'toString', 'hasOwnProperty', '__defineGetter__'])(
    'arguments and parameters called %s',
    async (key) => {
      const to = await client()
      expect(await refusal(to, 'list_recordings', { [key]: 1 })).toContain(key)
      expect(await refusal(to, 'check_webhook', { parameters: { [key]: '1' } })).toContain(key)
    },
  )

  it('__proto__, which reaches no tool and changes nothing', async () => {
    const to = await client()
    const args = JSON.parse(
      '{"parameters":{"CallSid":"CA1","__proto__":{"polluted":"yes"}},"__proto__":{"x":1}}',
    ) as Record<string, unknown>
    await to.callTool({ name: 'check_webhook', arguments: args })
    expect('polluted' in {}).toBe(false)
    expect('x' in {}).toBe(false)
  })

  it('tools that do not exist', async () => {
    const to = await client()
    for (const name of ['constructor', '__proto__', 'toString', '../read_recording', '']) {
      await expect(to.callTool({ name, arguments: {} })).rejects.toThrow(/not found|disabled/)
    }
  })

  it('whatever else there is in JSON, in plain words or with an answer as promised', async () => {
    const to = await client()
    const { tools } = await to.listTools()
    const call = fc.constantFrom(...tools).chain(({ name, inputSchema }) => {
      const names = Object.keys(inputSchema['properties'] ?? {})
      const key =
        names.length === 0
          ? fc.string()
          : fc.oneof({ arbitrary: fc.constantFrom(...names), weight: 4 }, fc.string())
      return fc.record({
        name: fc.constant(name),
        args: fc.dictionary(key, fc.jsonValue({ maxDepth: 2 }), { maxKeys: 4 }),
      })
    })
    await fc.assert(
      fc.asyncProperty(call, async ({ name, args }) => {
        // The client checks answers against the schema that the server has shown.
        const { isError, content } = await to.callTool({ name, arguments: args })
        const [first] = content
        const text = first?.type === 'text' ? first.text : ''
        expect(text.length).toBeLessThan(60_001)
        const stack = /\n\s+at |node_modules|Cannot read properties/
        expect({ isError, hasStack: isError === true && stack.test(text) }).toMatchObject({ hasStack: false })
      }),
      { numRuns: 60 },
    )
  })
})
