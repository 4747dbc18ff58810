import type { StoredFinding } from '@ringback/fuzz'
import type { McpOptions } from '@ringback/mcp'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { answerOf, connected } from './connected.ts'
import { exchangeOf, folderWith, sid, twimlAnswer } from './folder.ts'
import { startPhoneApp, type PhoneApp } from './phone-app.ts'

let app: PhoneApp
beforeAll(async () => {
  app = await startPhoneApp()
})
afterAll(async () => app.close())
beforeEach(() => {
  app.isFixed = false
  app.hangs = false
  app.pages.clear()
})

function optionsFor(more: Partial<McpOptions> = {}): McpOptions {
  return {
    version: '1',
    directory: folderWith([]),
    allowCalls: true,
    app: `${app.url}/voice`,
    authToken: '0123456789abcdef0123456789abcdef',
    ...more,
  }
}

describe('the tools that call an app', () => {
  it('are there when they are allowed, and say that they do more than read', async () => {
    const client = await connected(optionsFor())
    const { tools } = await client.listTools()
    const acting = tools
      .filter(({ annotations }) => annotations?.readOnlyHint === false)
      .map(({ name }) => name)
    expect(acting).toEqual(['place_call', 'replay_recording', 'fuzz_app', 'replay_finding', 'map_app'])
    const readOnly = await connected(optionsFor({ allowCalls: false }))
    const before = app.requests()
    for (const name of acting) {
      await expect(readOnly.callTool({ name, arguments: { app: app.url } })).rejects.toThrow('not found')
    }
    expect(app.requests()).toBe(before)
  })

  it('place a call with keys and words', async () => {
    const client = await connected(optionsFor())
    const call = await answerOf(client, 'place_call', { keys: '1' })
    expect(call).toMatchObject({
      status: 'completed',
      problems: [],
      note: null,
      transcript: { text: expect.stringContaining('You pressed 1.'), nextOffset: null },
      webhooks: [
        { kind: 'voice.incoming-pstn', status: 200 },
        { kind: 'gather.action', status: 200 },
      ],
    })
    const failed = await answerOf(client, 'place_call', { from: 'anonymous' })
    expect(failed['problems']).toMatchObject([{ twilioCode: 11_200, severity: 'error' }])
    await expect(answerOf(client, 'place_call', { keys: 'x9' })).rejects.toThrow(/keys cannot be read/)
  })

  it('never leave this machine, whatever the app asks for', async () => {
    const client = await connected(optionsFor())
    app.pages.set('/voice', '<Redirect>http://192.0.2.1/voice</Redirect>')
    const redirected = await answerOf(client, 'place_call')
    expect(JSON.stringify(redirected['problems'])).toContain('192.0.2.1')
    app.pages.set('/voice', '<Connect><Stream url="wss://192.0.2.1/stream"/></Connect>')
    const streamed = await answerOf(client, 'place_call')
    expect(JSON.stringify(streamed['problems'])).toContain('192.0.2.1')
  })

  it('replay a recorded call', async () => {
    const greeting = '<Response><Say>Welcome.</Say></Response>'
    const directory = folderWith([exchangeOf(1, 0, { response: twimlAnswer(greeting) })])
    const client = await connected(optionsFor({ directory }))
    app.pages.set('/voice', '<Say>Welcome.</Say>')
    expect(await answerOf(client, 'replay_recording', { call: sid('CA', 1) })).toMatchObject({
      same: 1,
      exchanges: [{ verdict: 'same', differences: [] }],
    })
    app.pages.set('/voice', '<Say>Go away.</Say>')
    const changed = await answerOf(client, 'replay_recording', { call: sid('CA', 1), app: app.url })
    expect(changed).toMatchObject({ same: 0, total: 1 })
    expect(JSON.stringify(changed)).toContain('Go away')
  })

  it('fuzz within a budget, tell of progress, keep what is found, and show that it is fixed', async () => {
    const stored = new Map<string, StoredFinding>()
    const findings: McpOptions['findings'] = {
      write: async (finding) => void stored.set(finding.finding.id, finding),
      read: async (id) => stored.get(id),
      ids: async () => [...stored.keys()],
    }
    const client = await connected(optionsFor({ findings }))
    app.pages.set('/voice', '<Say>Hello.</Say><Hangup/>')
    const messages: string[] = []
    const result = await client.callTool(
      { name: 'fuzz_app', arguments: { runs: 5, seconds: 60 } },
      { onprogress: ({ message }) => messages.push(message ?? '') },
    )
    expect(messages[0]).toMatch(/^\d+ requests, \d+ findings$/)
    const report = result.structuredContent as { findings: { id: string; code: string }[]; requests: number }
    const [found] = report.findings
    expect(found).toMatchObject({ status: 500, parameters: { From: 'anonymous' } })
    expect(await answerOf(client, 'list_findings')).toMatchObject({ total: stored.size, unreadable: 0 })
    const finding = found?.id ?? ''
    expect(await answerOf(client, 'replay_finding', { finding })).toMatchObject({
      verdict: 'FAILED',
      failed: 3,
    })
    app.isFixed = true
    expect(await answerOf(client, 'replay_finding', { finding })).toMatchObject({
      verdict: 'FIXED',
      failed: 0,
    })
    await expect(answerOf(client, 'replay_finding', { finding: 'no-such-one' })).rejects.toThrow(
      'list_findings',
    )
  })

  it('map the phone tree', async () => {
    const client = await connected(optionsFor())
    const map = await answerOf(client, 'map_app', { depth: 1 })
    expect(map).toMatchObject({ states: 1, tree: { text: expect.stringContaining('For sales, press 1.') } })
  })

  it('stop when the client cancels, and go on with the next request', async () => {
    const client = await connected(optionsFor())
    const controller = new AbortController()
    const running = client.callTool(
      { name: 'fuzz_app', arguments: { runs: 1000, seconds: 120 } },
      { signal: controller.signal, onprogress: () => controller.abort() },
    )
    await expect(running).rejects.toThrow('abort')
    // It waits until the run before it has ended.
    expect(await answerOf(client, 'place_call')).toMatchObject({ status: 'completed' })
    app.hangs = true
    const before = app.requests()
    const hanging = new AbortController()
    const call = client.callTool({ name: 'place_call', arguments: {} }, { signal: hanging.signal })
    const refused = call.catch((error: unknown) => String(error))
    await expect.poll(() => app.requests()).toBeGreaterThan(before)
    hanging.abort()
    expect(await refused).toContain('abort')
    app.hangs = false
    expect(await answerOf(client, 'place_call')).toMatchObject({ status: 'completed' })
    const after = app.requests()
    await answerOf(client, 'explain_code', { code: 11_200 })
    expect(app.requests()).toBe(after)
  })

  it('say it when no app is given, nothing listens, or no token is known', async () => {
    const client = await connected(optionsFor({ app: undefined, authToken: undefined }))
    await expect(answerOf(client, 'place_call')).rejects.toThrow(/No app given.\nPass app/)
    expect(await answerOf(client, 'place_call', { app: `${app.url}/voice` })).toMatchObject({
      note: expect.stringContaining('TWILIO_AUTH_TOKEN'),
    })
    const nobody = 'http://127.0.0.1:1/voice'
    await expect(answerOf(client, 'fuzz_app', { app: nobody })).rejects.toThrow('Start the app')
    await expect(answerOf(client, 'map_app', { app: nobody })).rejects.toThrow('Start the app')
  })
})
