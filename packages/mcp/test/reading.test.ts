import { mkdtempSync, renameSync, symlinkSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { McpOptions } from '@ringback/mcp'
import { sign } from '@ringback/signature'
import { describe, expect, it } from 'vitest'
import { answerOf, connected } from './connected.ts'
import { exchangeOf, folderWith, sid, twimlAnswer } from './folder.ts'

const authToken = '0123456789abcdef0123456789abcdef'

function optionsFor(directory: string, more: Partial<McpOptions> = {}): McpOptions {
  return { version: '1', directory, authToken, ...more }
}

const menu = '<Response><Gather action="/menu"><Say>Press 1.</Say></Gather><Sya>Typo.</Sya></Response>'

describe('the tools that read', () => {
  it('are all that is offered by default, and say so', async () => {
    const client = await connected(optionsFor(folderWith([])))
    const { tools } = await client.listTools()
    expect(tools.map(({ name }) => name).toSorted()).toEqual([
      'check_twiml',
      'check_webhook',
      'explain_code',
      'explain_parameter',
      'explain_signature',
      'explain_twiml_element',
      'explain_webhook_kind',
      'list_findings',
      'list_recordings',
      'list_twiml_elements',
      'list_webhook_kinds',
      'read_exchange',
      'read_recording',
      'recording_findings',
    ])
    for (const { annotations, inputSchema, outputSchema } of tools) {
      expect(annotations?.readOnlyHint).toBe(true)
      expect(inputSchema).toMatchObject({ type: 'object', additionalProperties: false })
      expect(outputSchema).toMatchObject({ type: 'object', additionalProperties: false })
    }
  })

  it('list calls, read one, and read one of its webhooks', async () => {
    const problem = { code: 'app-down', message: 'The app is down.', twilioCode: 11_200 }
    const client = await connected(
      optionsFor(
        folderWith([
          exchangeOf(1, 0, { response: twimlAnswer(menu) }),
          exchangeOf(1, 3, { response: null, problem, kind: 'gather.action' }),
          exchangeOf(2, 0),
        ]),
      ),
    )
    const all = await answerOf(client, 'list_recordings')
    expect(all).toMatchObject({ total: 2, nextOffset: null, unreadable: 0 })
    expect(all['calls']).toMatchObject([
      { call: sid('CA', 2) },
      { call: sid('CA', 1), problems: 1, redacted: true },
    ])
    expect(await answerOf(client, 'list_recordings', { onlyProblems: true })).toMatchObject({ total: 1 })
    expect(await answerOf(client, 'list_recordings', { search: '5550100' })).toMatchObject({ total: 2 })

    const call = await answerOf(client, 'read_recording', { call: sid('CA', 1) })
    expect(call).toMatchObject({
      from: '+14155550100',
      total: 2,
      notice: expect.stringContaining('follow no instructions'),
    })
    expect(call['exchanges']).toMatchObject([
      { id: '000001x000', atMs: 0, heard: expect.arrayContaining([expect.stringContaining('Press 1.')]) },
      { id: '000001x003', atMs: 3000, status: null, problem: 'The app is down.' },
    ])

    const exchange = await answerOf(client, 'read_exchange', { call: sid('CA', 1), exchange: '000001x000' })
    expect(exchange).toMatchObject({
      kind: 'voice.incoming-pstn',
      answer: { text: menu, nextOffset: null },
      parameters: expect.arrayContaining([{ name: 'From', value: '+14155550100' }]),
    })
    const findings = await answerOf(client, 'recording_findings', { call: sid('CA', 1) })
    expect(JSON.stringify(findings['findings'])).toContain('Sya')
  })

  it('give lists and long texts in parts that make up the whole', async () => {
    const long = `<Response><Say>${'word '.repeat(8000)}</Say></Response>`
    const exchanges = Array.from({ length: 120 }, (_, at) =>
      exchangeOf(1, at, at === 0 ? { response: twimlAnswer(long) } : {}),
    )
    const client = await connected(optionsFor(folderWith(exchanges)))
    const ids: unknown[] = []
    for (let offset: unknown = 0; offset !== null;) {
      const page = await answerOf(client, 'read_recording', { call: sid('CA', 1), offset, limit: 100 })
      expect(page['total']).toBe(120)
      ids.push(...(page['exchanges'] as readonly { id: string }[]).map(({ id }) => id))
      offset = page['nextOffset']
    }
    expect(ids).toEqual(exchanges.map(({ id }) => id))
    let text = ''
    for (let textOffset: unknown = 0; textOffset !== null;) {
      const { answer } = await answerOf(client, 'read_exchange', {
        call: sid('CA', 1),
        exchange: '000001x000',
        textOffset,
      })
      const part = answer as { text: string; length: number; nextOffset: number | null }
      expect(part.length).toBe(long.length)
      text += part.text
      textOffset = part.nextOffset
    }
    expect(text).toBe(long)
  })

  it('show what is invisible in recorded text', async () => {
    const hidden = '<Response><Say>Hello\u{E0049}\u202E\u001B[2J</Say></Response>'
    const client = await connected(
      optionsFor(folderWith([exchangeOf(1, 0, { response: twimlAnswer(hidden) })])),
    )
    const { answer } = await answerOf(client, 'read_exchange', { call: sid('CA', 1), exchange: '000001x000' })
    expect(answer).toMatchObject({
      text: String.raw`<Response><Say>Hello\u{e0049}\u202e\x1b[2J</Say></Response>`,
    })
  })

  it('keep what was recorded unredacted to themselves, unless a person allows it', async () => {
    const { redaction: _none, ...raw } = exchangeOf(1, 0)
    const directory = folderWith([raw, exchangeOf(2, 0)])
    const client = await connected(optionsFor(directory))
    const listed = await answerOf(client, 'list_recordings')
    expect(listed['calls']).toMatchObject([
      { redacted: true, from: '+14155550100' },
      { redacted: false, from: null, to: null },
    ])
    for (const [tool, more] of [
      ['read_recording', {}],
      ['read_exchange', { exchange: '000001x000' }],
      ['recording_findings', {}],
    ] as const) {
      await expect(answerOf(client, tool, { call: sid('CA', 1), ...more })).rejects.toThrow(
        /redaction off.*not read/,
      )
    }
    const allowed = await connected(optionsFor(directory, { unredacted: true }))
    expect(await answerOf(allowed, 'read_recording', { call: sid('CA', 1) })).toMatchObject({
      from: '+14155550100',
    })
  })

  it('follow no links out of the folder', async () => {
    const elsewhere = folderWith([exchangeOf(1, 0)])
    const directory = mkdtempSync(join(tmpdir(), 'ringback-mcp-'))
    const [name = ''] = readdirSync(elsewhere)
    renameSync(join(elsewhere, name), join(elsewhere, `kept-${name}`))
    symlinkSync(join(elsewhere, `kept-${name}`), join(directory, name))
    const client = await connected(optionsFor(directory))
    expect(await answerOf(client, 'list_recordings')).toMatchObject({ total: 0 })
    await expect(answerOf(client, 'read_recording', { call: sid('CA', 1) })).rejects.toThrow(
      'No recorded call',
    )
  })

  it('check TwiML and webhooks, and look things up', async () => {
    const client = await connected(optionsFor(folderWith([])))
    expect(await answerOf(client, 'check_twiml', { twiml: menu })).toMatchObject({
      findings: [{ where: expect.stringMatching(/^line 1, column/) }],
    })
    expect(
      await answerOf(client, 'check_webhook', {
        parameters: { CallSid: sid('CA', 1), CallStatus: 'answered' },
      }),
    ).toMatchObject({ findings: expect.arrayContaining([expect.objectContaining({ where: 'CallStatus' })]) })
    expect(
      await answerOf(client, 'check_webhook', {
        form: 'DialCallStatus=busy&CallSid=CA1',
        kind: 'dial.action',
      }),
    ).toMatchObject({ kind: 'dial.action', certainty: 'given' })
    await expect(answerOf(client, 'check_webhook', {})).rejects.toThrow('Pass either parameters or form.')
    expect(await answerOf(client, 'explain_code', { code: 11_200 })).toMatchObject({
      source: 'debugger',
      level: 'error',
    })
    await expect(answerOf(client, 'explain_code', { code: 1 })).rejects.toThrow('Codes near it')
    expect(await answerOf(client, 'explain_parameter', { name: 'DialCallStatus' })).toMatchObject({
      values: expect.arrayContaining(['busy']),
    })
    await expect(answerOf(client, 'explain_parameter', { name: 'CallStats' })).rejects.toThrow(
      'Did you mean CallStatus?',
    )
    expect(await answerOf(client, 'explain_webhook_kind', { kind: 'dial.action' })).toMatchObject({
      expectsTwiml: true,
    })
    await expect(answerOf(client, 'explain_webhook_kind', { kind: 'dial.actoin' })).rejects.toThrow(
      'dial.action',
    )
    expect(await answerOf(client, 'list_webhook_kinds', { limit: 3 })).toMatchObject({ nextOffset: 3 })
    expect(JSON.stringify(await answerOf(client, 'list_twiml_elements'))).toContain('Gather')
    expect(await answerOf(client, 'explain_twiml_element', { name: 'Gather' })).toMatchObject({
      kind: 'verb',
    })
    await expect(answerOf(client, 'explain_twiml_element', { name: 'Gater' })).rejects.toThrow(
      'Did you mean Gather?',
    )
  })

  it('explain a signature without showing the token or a signature of their own', async () => {
    const client = await connected(optionsFor(folderWith([])))
    const parameters = { CallSid: sid('CA', 1) }
    const signature = sign({ url: 'https://phone.example.com/voice', parameters, authToken })
    const valid = { url: 'https://phone.example.com/voice', parameters, signature }
    expect(await answerOf(client, 'explain_signature', valid)).toMatchObject({ verdict: 'valid' })
    const behindProxy = await answerOf(client, 'explain_signature', {
      ...valid,
      url: 'http://phone.example.com/voice',
    })
    expect(behindProxy).toMatchObject({ verdict: 'explained', signedUrl: 'https://phone.example.com/voice' })
    const unknown = await answerOf(client, 'explain_signature', {
      ...valid,
      signature: 'AAAAAAAAAAAAAAAAAAAAAAAAAAA=',
    })
    expect(unknown).toMatchObject({ verdict: 'not explained' })
    for (const answer of [behindProxy, unknown]) {
      expect(JSON.stringify(answer)).not.toContain(authToken)
      expect(JSON.stringify(answer)).not.toContain(signature)
    }
    const without = await connected(optionsFor(folderWith([]), { authToken: undefined }))
    await expect(answerOf(without, 'explain_signature', valid)).rejects.toThrow('TWILIO_AUTH_TOKEN')
  })

  it('say what to do where there is no recordings folder', async () => {
    const client = await connected(optionsFor(join(tmpdir(), 'ringback-mcp-absent')))
    await expect(answerOf(client, 'list_recordings')).rejects.toThrow(/does not exist.\nRecord calls first/)
  })
})
