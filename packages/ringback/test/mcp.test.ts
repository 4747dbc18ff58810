import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { Client } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import { sign } from '@ringback/signature'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findingsFolder } from '../src/commands/fuzz/findings-folder.ts'
import { listening, type Listening } from './listening.ts'
import { callerOf, recordedFolder } from './recorded-folder.ts'
import { runCli } from './run-cli.ts'
import { authToken } from './small-app.ts'

const program = fileURLToPath(new URL('../src/start.ts', import.meta.url))
const publicUrl = 'https://phone.example.com'

let app: Listening
let cwd: string
beforeAll(async () => {
  // It fails where the caller withholds the number.
  const server = createServer((req, res) => {
    void text(req).then((body) =>
      new URLSearchParams(body).get('From') === 'anonymous'
        ? res.writeHead(500).end()
        : res.writeHead(200, { 'content-type': 'text/xml' }).end('<Response><Say>Hello.</Say></Response>'),
    )
  })
  app = await listening(server)
  cwd = await recordedFolder([1])
  writeFileSync(
    join(cwd, 'ringback.config.ts'),
    `console.log('not a message')\nexport default ${JSON.stringify({ app: app.url, voiceUrl: '/voice', publicUrl })}\n`,
  )
})
afterAll(async () => app.close())

const page = readFileSync(new URL('../../../docs/mcp.md', import.meta.url), 'utf8')

/** The arguments of the documented configuration with which the agent may call the app, which is this one. */
function documentedArguments(): readonly string[] {
  const servers = [...page.matchAll(/^```json\n([^]*?)^```$/gm)].map(([, json = '']) => {
    const { mcpServers, servers: ofVsCode } = JSON.parse(json) as ClientConfig
    return (mcpServers ?? ofVsCode)?.ringback
  })
  for (const server of servers) {
    expect(server).toMatchObject({ command: 'npx', args: expect.arrayContaining(['ringback', 'mcp']) })
  }
  const [, ...args] = servers.find((server) => server?.args.includes('--allow-calls'))?.args ?? []
  return args.map((argument) => argument.replace('http://127.0.0.1:3000', app.url))
}

interface ClientConfig {
  readonly mcpServers?: { readonly ringback: { readonly args: readonly string[] } }
  readonly servers?: { readonly ringback: { readonly args: readonly string[] } }
}

/** The names in the tables of tools, in their order. */
function documentedTools(): readonly string[] {
  return [...page.matchAll(/^\| `(\w+)` \|/gm)].map(([, name = '']) => name)
}

/** What the server prints beside its messages, once it has ended. */
async function printedOn({ stderr }: StdioClientTransport): Promise<string> {
  const chunks: string[] = []
  stderr?.on('data', (chunk: Buffer) => chunks.push(String(chunk)))
  await once(stderr ?? new PassThrough(), 'end')
  return chunks.join('')
}

describe('ringback mcp', () => {
  it("lists every tool to the official SDK's client over stdio, and answers every one", async () => {
    const transport = new StdioClientTransport({
      command: process.execPath,
      args: ['--conditions=ringback:source', program, ...documentedArguments()],
      cwd,
      env: { ...process.env, TWILIO_AUTH_TOKEN: authToken },
      stderr: 'pipe',
    })
    const stderr = printedOn(transport)
    const client = new Client({ name: 'test', version: '1' })
    const notMessages: Error[] = []
    // oxlint-disable-next-line unicorn/prefer-add-event-listener -- the SDK offers no other way
    client.onerror = (error) => notMessages.push(error)
    await client.connect(transport)
    const { pid } = transport
    const call = async (name: string, args: Record<string, unknown>): Promise<Record<string, unknown>> => {
      const { isError, content, structuredContent } = await client.callTool({ name, arguments: args })
      expect({ name, isError, content }).toMatchObject({ name, isError: undefined })
      return structuredContent as Record<string, unknown>
    }
    const { calls } = (await call('list_recordings', {})) as { calls: readonly { call: string }[] }
    const recorded = calls[0]?.call ?? ''
    const { exchanges } = (await call('read_recording', { call: recorded })) as {
      exchanges: readonly { id: string }[]
    }
    await call('fuzz_app', { runs: 0 })
    const { findings } = (await call('list_findings', {})) as { findings: readonly { id: string }[] }
    const parameters = { CallSid: 'CA1' }
    const url = `${publicUrl}/voice`
    const answers = {
      list_recordings: { calls },
      read_recording: { exchanges },
      fuzz_app: {},
      list_findings: { findings },
      read_exchange: await call('read_exchange', { call: recorded, exchange: exchanges[0]?.id }),
      recording_findings: await call('recording_findings', { call: recorded }),
      check_twiml: await call('check_twiml', { twiml: '<Response/>' }),
      check_webhook: await call('check_webhook', { parameters }),
      explain_signature: await call('explain_signature', {
        url,
        parameters,
        signature: sign({ url, parameters, authToken }),
      }),
      explain_code: await call('explain_code', { code: 12_100 }),
      list_webhook_kinds: await call('list_webhook_kinds', {}),
      explain_webhook_kind: await call('explain_webhook_kind', { kind: 'dial.action' }),
      explain_parameter: await call('explain_parameter', { name: 'CallStatus' }),
      list_twiml_elements: await call('list_twiml_elements', {}),
      explain_twiml_element: await call('explain_twiml_element', { name: 'Dial' }),
      place_call: await call('place_call', {}),
      replay_recording: await call('replay_recording', { call: recorded }),
      replay_finding: await call('replay_finding', { finding: findings[0]?.id }),
      map_app: await call('map_app', { app: `${app.url}/voice` }),
    }
    const { tools } = await client.listTools()
    expect(tools.map(({ name }) => name).toSorted()).toEqual(Object.keys(answers).toSorted())
    expect(documentedTools()).toEqual(tools.map(({ name }) => name))
    expect(answers.explain_signature).toMatchObject({ verdict: 'valid' })
    expect(answers.place_call).toMatchObject({ status: 'completed' })
    expect(answers.replay_finding).toMatchObject({ verdict: 'FAILED' })
    expect(answers.replay_recording).toMatchObject({ changed: 2 })
    // What was recorded of the caller was sent to the app, and is in no answer.
    const { number, callSid } = callerOf(1)
    expect(JSON.stringify(answers)).not.toContain(number.slice(1))
    expect(JSON.stringify(answers)).not.toContain(callSid)
    await client.close()
    expect(() => process.kill(pid ?? 0, 0)).toThrow('ESRCH')
    expect(notMessages).toEqual([])
    expect(await stderr).toContain('not a message')
  })

  it('ends when its client closes stdin, and prints nothing but messages on stdout', async () => {
    expect(await runCli(['mcp'], { cwd })).toMatchObject({ code: 0, stdout: '' })
  })

  it('tells a person who starts it what it waits for, and ends at a signal', async () => {
    let send: ((signal: NodeJS.Signals) => void) | undefined
    const keyboard = new PassThrough()
    const { code, stdout } = await runCli(['mcp'], {
      cwd,
      keyboard,
      onStart: (sendSignal) => {
        send = sendSignal
      },
      onStderr: (chunk) => {
        if (chunk.includes('Waiting for a client')) send?.('SIGTERM')
      },
    })
    // Else the process would wait for it.
    expect({ code, stdout, isClosed: keyboard.destroyed }).toEqual({ code: 0, stdout: '', isClosed: true })
  })

  it('refuses to start for an app that is not on this machine', async () => {
    const { code, stderr } = await runCli(['mcp', '--app', 'http://192.0.2.1/voice'], { cwd })
    expect(code).toBe(2)
    expect(stderr).toContain('is not on this machine')
  })
})

describe('stored findings', () => {
  it('are no links that lead out of the folder', async () => {
    const folder = join(cwd, 'linked')
    mkdirSync(folder)
    symlinkSync(join(cwd, 'ringback.config.ts'), join(folder, 'secret.finding.json'))
    writeFileSync(join(folder, 'secret.json'), '{}')
    expect(await findingsFolder(folder).ids()).toEqual([])
    expect(await findingsFolder(folder).read('secret')).toBeUndefined()
  })
})
