import { PassThrough } from 'node:stream'
import { Client, type ClientOptions } from '@modelcontextprotocol/client'
import { StdioServerTransport } from '@modelcontextprotocol/server/stdio'
import { serveMcp } from '@ringback/mcp'
import { describe, expect, it } from 'vitest'
import { answerOf } from './connected.ts'
import { exchangeOf, folderWith, sid } from './folder.ts'

interface Served {
  readonly client: Client
  readonly toServer: PassThrough
  /** Resolves when the server has ended. */
  readonly ended: Promise<void>
  readonly abort: () => void
}

/** A client over two streams, as over stdin and stdout. */
async function served(versionNegotiation: ClientOptions['versionNegotiation']): Promise<Served> {
  const toServer = new PassThrough()
  const fromServer = new PassThrough()
  const controller = new AbortController()
  const options = { version: '1', directory: folderWith([exchangeOf(1, 0)]) }
  const ended = serveMcp(options, { stdin: toServer, stdout: fromServer }, controller.signal)
  const client = new Client(
    { name: 'test', version: '1' },
    { ...(versionNegotiation && { versionNegotiation }) },
  )
  // It takes any two streams.
  await client.connect(new StdioServerTransport(fromServer, toServer))
  return { client, toServer, ended, abort: () => controller.abort() }
}

describe('a server on two streams', () => {
  it.each([
    ['2025-11-25', { mode: 'legacy' }],
    ['2026-07-28', { mode: { pin: '2026-07-28' } }],
  ] as const)('speaks the protocol of %s', async (version, negotiation) => {
    const { client, toServer, ended } = await served(negotiation)
    expect(client.getNegotiatedProtocolVersion()).toBe(version)
    expect((await client.listTools()).tools).toHaveLength(14)
    expect(await answerOf(client, 'read_recording', { call: sid('CA', 1) })).toMatchObject({ total: 1 })
    await expect(answerOf(client, 'read_recording', { call: '..' })).rejects.toThrow('Pass a CallSid')
    toServer.end()
    await ended
  })

  it('survives what is no message, and goes on', async () => {
    const { client, toServer, ended, abort } = await served({ mode: 'legacy' })
    for (const line of [
      '',
      'not json',
      '{}',
      '[]',
      'null',
      '{"jsonrpc":"2.0","id":1}',
      '\0\uFFFD',
      '{"jsonrpc":"2.0"',
    ]) {
      toServer.write(`${line}\n`)
    }
    expect(await answerOf(client, 'explain_code', { code: 11_200 })).toMatchObject({ level: 'error' })
    abort()
    await ended
    expect(toServer.destroyed).toBe(true)
  })
})
