import { explain, sign, type RequestToExplain } from '@ringback/signature'
import { describe, expect, test } from 'vitest'
import { damages, type Damage, type Seen } from './damages.ts'

const parameters: readonly (readonly [string, string])[] = [
  ['CallSid', 'CA00000000000000000000000000000001'],
  ['From', '+12025550100'],
  ['To', '+12025550123'],
  ['CallerName', 'WIRELESS CALLER '],
  ['FromCity', 'SÃO PAULO'],
  ['ToCity', ''],
  ['ToZip', ''],
  ['SpeechResult', 'Fish & <b>chips</b>'],
  ['Tone', 'low'],
  ['Tone', 'high'],
  ['Meta[colour]', 'red'],
  ['Meta[size]', 'XL'],
]
const authToken = '0123456789abcdef0123456789abcdef'
const sent = {
  scheme: 'https://',
  host: 'voice.example.com',
  port: ':8443',
  path: '/hooks/voice/',
  query: '?b=two%20words&a=1&c=3',
}

/** What Twilio sent, after some of it has not survived. A whole that both damages need is only there for them. */
function request(...done: readonly Damage[]): {
  readonly seen: RequestToExplain
  readonly signedUrl: string
} {
  const needs = (code: string): boolean => done.some((each) => each.code === code)
  const kept = parameters.filter(([name, value]) => {
    if (value === '') return needs('parameters-null') || needs('parameters-dropped')
    if (name === 'Tone')
      return needs('parameters-repeated') || done.some(({ name }) => name.startsWith('lists'))
    if (name.startsWith('Meta[')) return needs('parameters-nested')
    if (name === 'FromCity') return needs('parameters-charset')
    if (name === 'CallerName') return needs('parameters-trimmed')
    return name !== 'SpeechResult' || needs('parameters-escaped')
  })
  const url = sent.scheme + sent.host + sent.port + sent.path + sent.query
  const signature = sign({ url, parameters: kept, authToken })
  const intact: Seen = { ...sent, parameters: kept, authToken, signature, headers: {}, candidates: {} }
  const seen = done.reduce((before, { on }) => on(before), intact)
  const { scheme, host, port, path, query, ...rest } = seen
  return { seen: { ...rest, method: 'POST', url: scheme + host + port + path + query }, signedUrl: url }
}

test('a signature that matches has no causes', () => {
  const { seen, signedUrl } = request()
  expect(explain(seen)).toMatchObject({ found: true, causes: [], signedUrl })
})

describe('one way', () => {
  test.each(damages.map((damage) => [damage.name, damage] as const))('%s', (_, damage) => {
    const { seen, signedUrl } = request(damage)
    const found = explain(seen)
    expect(found).toMatchObject({ found: true, signedUrl })
    expect(found.found && found.causes.map(({ code }) => code)).toEqual([damage.code])
  })
})

const pairs = damages.flatMap((first, at) =>
  damages
    .slice(at + 1)
    .filter((second) => second.part !== first.part)
    .map((second) => [first, second] as const),
)

describe('two ways', () => {
  test.each(pairs.map(([first, second]) => [`${first.name}, and ${second.name}`, first, second] as const))(
    '%s',
    (_, first, second) => {
      const { seen, signedUrl } = request(first, second)
      const found = explain(seen)
      expect(found).toMatchObject({ found: true, signedUrl })
      expect(found.found && found.causes.map(({ code }) => code).toSorted()).toEqual(
        [first.code, second.code].toSorted(),
      )
    },
  )
})
