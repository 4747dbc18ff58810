import { createServer } from 'node:http'
import { PassThrough } from 'node:stream'
import type { Har } from '@ringback/recording'
import { generateRootKey } from '@ringback/redaction/node'
import { expect } from 'vitest'
import { accountSid, serveOneCall } from '../commands/serve/serve-one-call.ts'
import { listening } from '../listening.ts'
import { callerOf } from '../recorded-folder.ts'
import { startRecording } from '../recording-run.ts'
import { runCli } from '../run-cli.ts'
import { callAt, listAt, runShown, type ListedCall } from '../ui/shown-run.ts'
import { publicUrl } from '../small-app.ts'
import { callCount, webhooks } from './odd-calls.ts'
import { theApp, type Side } from './two-places.ts'

/** Uses a command until it is stopped; tells how it ended and what it gave, as far as that is not of one kind of store. */
export type Use = (side: Side) => Promise<unknown>

/** How the commands that run until they are stopped are used where the same is recorded, by their command lines. */
export const uses: Readonly<Record<string, Use>> = {
  inspect,
  mcp,
  'replay --ui': replayShown,
}

/** How those are used after which something else is recorded. */
export const changingUses: Readonly<Record<string, Use>> = { 'key rotate': rotate, 'show --follow': follow }

/** How those are used that record, where nothing is recorded. */
export const recordingUses: Readonly<Record<string, Use>> = { record, 'serve --record': serve }

async function inspect(side: Side): Promise<unknown> {
  const { promise: url, resolve: found } = Promise.withResolvers<string>()
  let send: (signal: NodeJS.Signals) => void = () => undefined
  const inspecting = side.run(['inspect'], {
    onStart: (sending) => (send = sending),
    onStdout: (text) => found(text.trim()),
  })
  const address = await url
  const rows = await rowsAt(address)
  const calls: unknown[] = []
  for (const { id } of rows) calls.push(await callAt(address, id))
  send('SIGTERM')
  return { code: (await inspecting).code, rows, calls }
}

/** The calls as a page shows them, which is there before the recordings were read. */
async function rowsAt(address: string): Promise<readonly ListedCall[]> {
  const readCalls = async (): Promise<number> =>
    (await listAt(address)).rows.filter(({ details }) => details !== null).length
  await expect.poll(readCalls).toBe(callCount)
  return (await listAt(address)).rows
}

/** Replays beside a page, which stays. */
async function replayShown(side: Side): Promise<unknown> {
  const { cwd, env } = side
  const shown = runShown(side.argv(['replay', theApp, '--ui']), { cwd, env })
  const page = await shown.page
  await shown.prints('The page stays open')
  const rows = await rowsAt(page)
  shown.send('SIGTERM')
  const { code } = await shown.result
  return { code, rows }
}

interface ListedForAgent {
  readonly structuredContent: { readonly calls: readonly { readonly call: string }[] }
}

async function mcp(side: Side): Promise<unknown> {
  const stdin = new PassThrough()
  let answers = ''
  const serving = side.run(['mcp'], { keyboard: stdin, onStdout: (text) => (answers += text) })
  const ask = async (id: number, method: string, params: object): Promise<unknown> => {
    stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id, method, params })}\n`)
    await expect.poll(() => answers).toContain(`"id":${id}`)
    const line = answers.split('\n').find((each) => each.includes(`"id":${id}`)) ?? ''
    return (JSON.parse(line) as { readonly result: unknown }).result
  }
  const clientInfo = { name: 'test', version: '1' }
  await ask(1, 'initialize', { protocolVersion: '2025-06-18', capabilities: {}, clientInfo })
  stdin.write('{"jsonrpc":"2.0","method":"notifications/initialized"}\n')
  let asked = 1
  const use = async (name: string, given: object): Promise<unknown> =>
    ask((asked += 1), 'tools/call', { name, arguments: given })
  const listed = (await use('list_recordings', {})) as ListedForAgent
  const { calls } = listed.structuredContent
  expect(calls).toHaveLength(callCount)
  const told: unknown[] = [listed, await use('list_recordings', { onlyProblems: true, limit: 1 })]
  for (const { call } of calls)
    told.push(await use('read_recording', { call }), await use('recording_findings', { call }))
  stdin.end()
  return { code: (await serving).code, told }
}

/** Follows the recordings while the exchanges of a call are imported one after the other. */
async function follow(side: Side): Promise<unknown> {
  const { number } = callerOf(2)
  const { log } = JSON.parse((await side.run(['export', 'har', number])).stdout) as Har
  let stdout = ''
  let stderr = ''
  let send: (signal: NodeJS.Signals) => void = () => undefined
  const following = side.run(['show', '--follow', '--format', 'json'], {
    onStart: (sending) => (send = sending),
    onStdout: (text) => (stdout += text),
    onStderr: (text) => (stderr += text),
  })
  await expect.poll(() => stderr).toContain('Waiting for new exchanges')
  for (const [at, entry] of log.entries.entries()) {
    // As another tool would have written it: an exchange with the id of a known one is not new.
    const now = { ...entry, startedDateTime: new Date().toISOString(), _ringback: undefined }
    const har = JSON.stringify({ log: { ...log, entries: [now] } })
    await side.run(['import', 'har'], { stdin: har })
    await expect.poll(() => stdout.match(/\n/g)?.length ?? 0).toBe(at + 1)
  }
  expect(log.entries).toHaveLength(2)
  send('SIGINT')
  const { code } = await following
  const exchanges = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as object)
  return { code, exchanges: exchanges.map((each) => ({ ...each, id: '', startedAt: '' })) }
}

const nextKey = generateRootKey()

/** Brings the recordings under another key, and reads them with it alone. */
async function rotate({ cwd, env, argv, ...side }: Side): Promise<unknown> {
  const keys = { ...env, RINGBACK_REDACTION_KEY: `${nextKey},${env.RINGBACK_REDACTION_KEY}` }
  const { code } = await runCli(argv(['key', 'rotate']), { cwd, env: keys })
  return { code, recorded: await side.recorded({ ...env, RINGBACK_REDACTION_KEY: nextKey }) }
}

/** Records webhooks of odd calls. The app answers the one to /fails with 500. */
async function record(side: Side): Promise<unknown> {
  const app = await listening(
    createServer((incoming, response) => {
      incoming.resume()
      response
        .writeHead(incoming.url === '/fails' ? 500 : 200, { 'Content-Type': 'text/xml' })
        .end('<Response><Say>Hello</Say></Response>')
    }),
  )
  const { cwd, env } = side
  const recording = await startRecording(app.url, side.argv(['--public-url', publicUrl]), { cwd, env })
  for (const { path, form, headers } of webhooks) {
    const answer = await fetch(recording.url + path, {
      method: 'POST',
      headers: { 'User-Agent': 'TwilioProxy/1.1', ...headers },
      body: new URLSearchParams(form),
    })
    await answer.text()
  }
  for (const _each of webhooks) await recording.next('recorded')
  const { code } = await recording.stop()
  await app.close()
  return { code }
}

/** Places one call, both sides of which are recorded. */
async function serve(side: Side): Promise<unknown> {
  const { cwd, env } = side
  const account = { TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: 'the auth token' }
  const { code, stderr } = await serveOneCall(side.argv(['--record']), {
    cwd,
    env: { ...env, ...account },
  })
  return { code, recorded: /Recorded \d+ exchanges/.exec(stderr)?.[0] }
}
