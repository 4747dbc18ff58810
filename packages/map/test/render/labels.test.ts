import { expect, test } from 'vitest'
import { endTitle, labelOf, titleOf } from '../../src/render/labels.ts'
import { edgeWith, stateWith } from '../support.ts'

const key = (keys: string) => edgeWith({ input: [{ type: 'keys', keys }] })
const silence = edgeWith({ input: [{ type: 'nothing' }] })

test('keys in a row are a range, other inputs follow', () => {
  const edges = [...Array.from('5678'), '0', '*'].map(key)
  expect(labelOf([...edges, silence], stateWith())).toBe('0 5-8 *, silence')
  expect(labelOf([key('1'), key('2')], stateWith())).toBe('1 2')
})

test('an input that was repeated says how often', () => {
  expect(labelOf([{ ...silence, times: 3 }], stateWith())).toBe('silence ×3')
})

test('doing nothing has the name of what then happens', () => {
  expect(labelOf([silence], stateWith({ waiting: { for: 'conversation', with: [] } }))).toBe(
    'other person hangs up',
  )
  expect(labelOf([silence], stateWith({ waiting: { for: 'queue', queue: 'a' } }))).toBe('time')
})

test('states and ends have titles', () => {
  expect(
    titleOf(
      stateWith({ waiting: { for: 'dial', targets: ['+14155550100', 'client:ann'], sequential: false } }),
    ),
  ).toBe('Dials +14155550100, client:ann')
  const problem = { level: 'error', code: 'http-status', twilioCode: 11200, message: '', page: null } as const
  expect(endTitle({ id: 'end-1', heard: [], problems: [] })).toBe('The call ends')
  expect(endTitle({ id: 'end-1', heard: [], problems: [problem] })).toBe('Fails: 11200')
  expect(endTitle({ id: 'end-1', heard: [], problems: [{ ...problem, twilioCode: null }] })).toBe(
    'Fails: http-status',
  )
})
