import { expect, test } from 'vitest'
import { flowsPhase } from '../../src/phases/flows.ts'
import { appOf, runOn, twiml, type Asked, type Page } from '../support.ts'

const menu =
  '<Gather action="/menu" numDigits="1" timeout="3"><Say>Press 1.</Say></Gather><Say>Goodbye.</Say>'

async function findingsOf(answer: (asked: Asked) => Page) {
  const { run } = runOn(appOf(answer))
  await flowsPhase(run)
  return { findings: run.ledger.findings(), run }
}

test('what goes wrong only after a key is found, with the keys', async () => {
  const { findings } = await findingsOf(({ path, get }) => {
    if (path === '/voice') return twiml(menu)
    return get('Digits') === '7' ? { status: 500, body: '' } : twiml('<Say>Goodbye.</Say>')
  })
  expect(findings).toMatchObject([{ code: 'http-status', kind: 'gather.action', path: ['7'] }])
})

test('every key, silence and hanging up is tried, and a menu that is the same is not tried again', async () => {
  const digits = new Set<string | undefined>()
  const { findings, run } = await findingsOf(({ path, get }) => {
    if (path === '/menu') digits.add(get('Digits'))
    return twiml(menu)
  })
  expect(findings).toEqual([])
  expect(digits.size).toBe(11)
  expect(run.tally.calls).toBeLessThan(40)
})

test('what does not show again is told as flaky, once, with how often it did', async () => {
  let count = 0
  const { findings, run } = await findingsOf(() =>
    (count += 1) === 1 ? { status: 500, body: '' } : twiml('<Hangup/>'),
  )
  expect(findings).toMatchObject([{ code: 'http-status', severity: 'warning' }])
  expect(findings[0]?.message).toMatch(
    /This is flaky: made 10 more times, the same call showed it 0 times\.$/,
  )
  expect(run.tally.calls).toBe(11)
})

test('a flaky finding that shows now and then keeps its severity', async () => {
  let calls = 0
  const { findings } = await findingsOf(() =>
    (calls += 1) % 4 === 1 ? { status: 500, body: '' } : twiml('<Hangup/>'),
  )
  expect(findings).toMatchObject([{ code: 'http-status', severity: 'error' }])
  expect(findings[0]?.message).toContain('the same call showed it 2 times.')
})

test.each([
  ['one telephone', 1, false],
  ['telephones that ring at once', 3, false],
  ['telephones that ring in turn', 2, true],
])('%s: of five dials in a row every one has every outcome', async (_name, size, isSequential) => {
  const told = new Map<string, Set<string | undefined>>()
  const { findings, run } = await findingsOf(({ path, get }) => {
    const status = get('DialCallStatus')
    if (status !== undefined) told.set(path, (told.get(path) ?? new Set()).add(status))
    if (status === 'completed') return twiml('<Hangup/>')
    const count = path === '/voice' ? 0 : Number(path.slice('/after-'.length))
    return count === 5
      ? twiml('<Say>Nobody is here.</Say>')
      : twiml(
          `<Dial action="/after-${count + 1}" sequential="${isSequential}">${Array.from(
            { length: size },
            (_, at) => `<Number>+141555501${count}${at}</Number>`,
          ).join('')}</Dial>`,
        )
  })
  expect(findings).toEqual([])
  const outcomes = [...told].map(([path, statuses]) => [path, [...statuses]])
  const every = ['busy', 'completed', 'failed', 'no-answer']
  expect(outcomes.map(([path]) => path)).toEqual([1, 2, 3, 4, 5].map((count) => `/after-${count}`))
  for (const [, statuses] of outcomes) expect(statuses).toEqual(expect.arrayContaining(every))
  expect(run.tally.calls).toBeLessThan(30)
})

test('of dials in a row every one has every outcome', async () => {
  const { findings } = await findingsOf(({ path, get }) => {
    const status = get('DialCallStatus')
    if (path === '/voice') return twiml('<Dial action="/second">+14155550123</Dial>')
    if (status === 'completed') return twiml('<Hangup/>')
    if (path === '/second') return twiml('<Dial action="/third">+14155550124</Dial>')
    if (path === '/third') return twiml('<Dial action="/last">+14155550125</Dial>')
    return status === 'failed' ? { status: 500, body: '' } : twiml('<Say>Nobody is here.</Say>')
  })
  expect(findings).toMatchObject([
    { code: 'http-status', kind: 'dial.action', path: ['busy', 'busy', 'failed'] },
  ])
})
