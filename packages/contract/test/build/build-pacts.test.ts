import { buildPacts, contractNote, type Pact, type Route } from '@ringback/contract'
import { recordingsOf } from '@ringback/recording'
import { describe, expect, test } from 'vitest'
import { publicUrl } from '../support/apps.ts'
import { form, recorded } from '../support/recorded.ts'

const routes: readonly Route[] = [
  { kind: 'gather.action', url: '/voice/menu?attempt=1' },
  { kind: 'status.incoming-number', url: '/status' },
  { kind: 'voice.incoming-pstn', url: '/voice', method: 'GET' },
]

describe('from routes', () => {
  const pacts = buildPacts({ provider: 'my-ivr', routes, publicUrl })
  const interactions = pacts.flatMap(({ pact }) => pact.interactions)

  test('one file per route and kind, the same every time', () => {
    expect(pacts.map(({ name }) => name)).toEqual([
      'twilio-my-ivr-gather.action-voice-menu.json',
      'twilio-my-ivr-status.incoming-number-status.json',
      'twilio-my-ivr-voice.incoming-pstn-voice.json',
    ])
    expect(buildPacts({ provider: 'my-ivr', routes, publicUrl })).toEqual(pacts)
  })

  test('the cases that stand for the others', () => {
    const descriptions = interactions.map(({ description }) => description).join('\n')
    for (const name of ['plain', 'From:withheld-anonymous', 'From:sip', 'From:client', 'FromGeo:absent']) {
      expect(descriptions).toContain(name)
    }
    for (const status of ['busy', 'no-answer', 'failed', 'canceled']) {
      expect(descriptions).toContain(`CallStatus:${status}`)
    }
  })

  test('descriptions and tokens are unique', () => {
    const tokens = interactions.map(({ request }) => String(request.headers?.['I-Twilio-Idempotency-Token']))
    expect(new Set(tokens).size).toBe(interactions.length)
    expect(new Set(interactions.map(({ description }) => description)).size).toBe(interactions.length)
  })

  test('every rule of a request holds for its own example', () => {
    const rules = interactions.flatMap(({ request }) => {
      const form = new URLSearchParams(formIn(request))
      return Object.entries(request.matchingRules?.['body'] ?? {}).flatMap(([path, { matchers }]) =>
        matchers.map((matcher) => ({
          matcher,
          value: form.get(path.replace(/^\$\.|^\$\['|'\]$/g, '')) ?? '',
        })),
      )
    })
    const broken = rules.filter(
      ({ matcher, value }) => matcher.match === 'regex' && !new RegExp(matcher.regex, 'u').test(value),
    )
    expect(rules.length).toBeGreaterThan(interactions.length)
    expect(broken).toEqual([])
  })

  test('no file holds more than it may', () => {
    const many = buildPacts({ provider: 'my-ivr', routes, maxInteractions: 5 })
    expect(Math.max(...many.map(({ pact }) => pact.interactions.length))).toBe(5)
    expect(many.flatMap(({ pact }) => pact.interactions)).toHaveLength(interactions.length)
    expect(new Set(many.map(({ name }) => name)).size).toBe(many.length)
  })
})

describe('from recordings', () => {
  const pacts = buildPacts({ provider: 'my-ivr', recordings: recordingsOf([recorded()]) })
  const [interaction] = pacts[0]?.pact.interactions ?? []

  test('the bytes are those of the recording', () => {
    expect(interaction?.request.body?.content).toBe(form)
  })

  test('the answer is held', () => {
    expect(interaction === undefined ? undefined : contractNote(interaction)?.twiml).toEqual(
      [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<Response>',
        '  <Dial action="/ended"><Number>+12025550142</Number></Dial>',
        '</Response>',
      ].flatMap((line) =>
        line.includes('<Dial')
          ? ['  <Dial action="/ended">', '    <Number>+12025550142</Number>', '  </Dial>']
          : [line],
      ),
    )
    expect(interaction?.response.body?.content).toContain('<Dial action="/ended"/>')
  })

  test('repeated and oddly named parameters have rule paths of their own', () => {
    expect(interaction?.request.matchingRules?.['body']).not.toHaveProperty('$.SipHeader_X-Foo')
    expect(Object.keys(interaction?.request.matchingRules?.['body'] ?? {})).toContain('$.CallSid')
  })

  test('what no contract can hold is left out', () => {
    const failing = { ...recorded(), response: { status: 500, headers: [], body: { text: '' } } }
    const forged = { ...recorded(), signature: 'invalid' as const }
    expect(buildPacts({ provider: 'my-ivr', recordings: recordingsOf([failing, forged]) })).toEqual([])
  })
})

function formIn({ body }: Pact['interactions'][number]['request']): string {
  return typeof body?.content === 'string' ? body.content : ''
}
