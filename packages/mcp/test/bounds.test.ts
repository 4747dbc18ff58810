import { debuggerCodeRows, kinds, restCodeRows } from '@ringback/catalog'
import type { Exchange } from '@ringback/recording'
import { elementRows } from '@ringback/twiml'
import { expect, it } from 'vitest'
import { answerOf, connected } from './connected.ts'
import { exchangeOf, folderWith, sid, twimlAnswer } from './folder.ts'

const longestAnswer = 60_000
/** Each of them takes many times its length once it is escaped. */
const nasty = ['\u{E0041}', '"']

function monstrous(text: string): Partial<Exchange> {
  const many = Array.from({ length: 200 }, (_, at) => [`${text}${at}`, text.repeat(600)] as const)
  const form = new URLSearchParams(many.map(([name, value]) => [name, value.slice(0, 30)]))
  const said = text === '"' ? text.repeat(3000) : 'word '.repeat(600)
  return {
    request: {
      method: 'POST',
      url: `https://app.example.com/${encodeURIComponent(text).repeat(300)}`,
      headers: many,
      body: { text: `CallSid=${sid('CA', 1)}&${form.toString()}` },
    },
    response: {
      status: 200,
      headers: many,
      body: { text: `<Response>${`<Say>${said}</Say><Sya/>`.repeat(50)}</Response>` },
    },
    problem: { code: 'app-down', message: text.repeat(5000) },
    signature: 'invalid',
    signatureCause: { codes: [], message: text.repeat(5000), change: text.repeat(5000) },
  }
}

it.each(nasty)('no answer about a recording that is full of %j is too long', async (text) => {
  const exchanges = Array.from({ length: 8 }, (_, at) => exchangeOf(1, at, at === 0 ? monstrous(text) : {}))
  const client = await connected({ version: '1', directory: folderWith(exchanges) })
  const call = sid('CA', 1)
  for (const [name, args] of [
    ['list_recordings', {}],
    ['read_recording', { call, limit: 100 }],
    ['read_exchange', { call, exchange: '000001x000' }],
    ['recording_findings', { call, limit: 100 }],
    [
      'check_twiml',
      {
        twiml: `<Response>${`<Say ${'x'.repeat(50)}="${text === '"' ? 'y' : text}">a</Say>`.repeat(900)}</Response>`,
        limit: 100,
      },
    ],
    [
      'check_webhook',
      { form: `CallSid=${'x'.repeat(50_000)}&${`a${encodeURIComponent(text)}=1&`.repeat(1500)}`, limit: 100 },
    ],
  ] as const) {
    const answer = await answerOf(client, name, args)
    const { length } = JSON.stringify(answer)
    expect({ name, args, isLong: length > longestAnswer }).toMatchObject({ isLong: false })
  }
})

it('a long text comes in parts that make up the whole, whatever is in it', async () => {
  const long = `<Response><Say>${'😀\u202E"\\ '.repeat(3000)}</Say></Response>`
  const directory = folderWith([exchangeOf(1, 0, { response: twimlAnswer(long) })])
  const client = await connected({ version: '1', directory })
  let text = ''
  for (let textOffset: unknown = 0; textOffset !== null;) {
    const args = { call: sid('CA', 1), exchange: '000001x000', textOffset }
    const { answer } = await answerOf(client, 'read_exchange', args)
    const part = answer as { readonly text: string; readonly nextOffset: number | null }
    text += part.text
    textOffset = part.nextOffset
  }
  expect(text).toBe(long.replaceAll('\u202E', String.raw`\u202e`))
})

it('every kind, parameter, code and element is explained, and its answer is not too long', async () => {
  const client = await connected({ version: '1', directory: folderWith([]) })
  const names = new Set(kinds.flatMap(({ parameters }) => parameters.map(({ name }) => name)))
  const asked = [
    ...kinds.map(({ kind }) => ['explain_webhook_kind', { kind, limit: 100 }] as const),
    ...[...names].map((name) => ['explain_parameter', { name }] as const),
    ...[...debuggerCodeRows, ...restCodeRows].map(({ code }) => ['explain_code', { code }] as const),
    ...elementRows.map(({ id }) => ['explain_twiml_element', { name: id }] as const),
    ['list_webhook_kinds', { limit: 100 }] as const,
    ['list_twiml_elements', {}] as const,
  ]
  for (const [name, args] of asked) {
    const answer = await answerOf(client, name, args)
    expect(JSON.stringify(answer).length, `${name} ${JSON.stringify(args)}`).toBeLessThanOrEqual(
      longestAnswer,
    )
  }
})
