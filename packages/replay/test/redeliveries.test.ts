import { replay, type ReplayOptions, type ReplayVerdict } from '@ringback/replay'
import type { RequestListener } from 'node:http'
import type { Exchange } from '@ringback/recording'
import { expect, it } from 'vitest'
import { clientOf, exchangeOf, recordingWith } from './support.ts'

const menu = '<Response><Say>You have pressed 1</Say></Response>'
const known = '<Response/>'

/** An app that says something to a request, and nothing when the same one is delivered again. Notes the tokens. */
function appThatKnowsTokens(): { readonly app: RequestListener; readonly tokens: string[] } {
  const tokens: string[] = []
  return {
    tokens,
    app: (req, res) => {
      req.resume()
      const token = String(req.headers['i-twilio-idempotency-token'])
      res.writeHead(200, { 'content-type': 'text/xml' }).end(tokens.includes(token) ? known : menu)
      tokens.push(token)
    },
  }
}

/** The exchange of a delivery. All of them have one form, as two presses of one key have. */
function delivery(id: string, token: string, answer: string): Exchange {
  const exchange = exchangeOf('/menu', answer, { id })
  const headers = [...exchange.request.headers, ['I-Twilio-Idempotency-Token', token] as const]
  return { ...exchange, request: { ...exchange.request, headers } }
}

async function verdictsOf(options: ReplayOptions): Promise<readonly ReplayVerdict[]> {
  const verdicts: ReplayVerdict[] = []
  for await (const event of replay(options)) if (event.type === 'exchange') verdicts.push(event.verdict)
  return verdicts
}

it('sends a request that was delivered again with the token of its first delivery, and each other one with a new one', async () => {
  const { app, tokens } = appThatKnowsTokens()
  const client = clientOf(app)
  const recorded = recordingWith(
    delivery('1', 'recorded-1', menu),
    delivery('2', 'recorded-1', known),
    delivery('3', 'recorded-2', menu),
  )
  for (const _time of [1, 2])
    expect(await verdictsOf({ recordings: [recorded], clientFor: () => client })).toEqual([
      'same',
      'same',
      'same',
    ])
  expect(tokens.map((token) => tokens.indexOf(token))).toEqual([0, 0, 2, 3, 3, 5])
  expect(tokens).not.toContain('recorded-1')
})

it('does not send a delivery that was not answered, where a later one was', async () => {
  const { app, tokens } = appThatKnowsTokens()
  const client = clientOf(app)
  const lost = { response: null, problem: { code: 'app-down', message: 'The app was down.' } }
  const verdicts = await verdictsOf({
    recordings: [
      recordingWith({ ...delivery('1', 'recorded-1', menu), ...lost }, delivery('2', 'recorded-1', menu), {
        ...delivery('3', 'recorded-2', menu),
        ...lost,
      }),
    ],
    clientFor: () => client,
  })
  expect(verdicts).toEqual(['skipped', 'same', 'changed'])
  expect(tokens).toHaveLength(2)
})
