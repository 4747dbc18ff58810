import type { Parameters } from '@ringback/catalog'
import { parseTwiml, runnableChildren, type TwimlElement } from '@ringback/twiml'
import { expect, test } from 'vitest'
import { acceptsOf } from '../../src/routes/accepts.ts'

/** The innermost first element of a document. */
function elementIn(verbs: string): TwimlElement {
  const { document } = parseTwiml(`<Response>${verbs}</Response>`)
  let [element] = document === null ? [] : runnableChildren(document.root)
  for (let child = element; child !== undefined; [child] = runnableChildren(child)) element = child
  if (element === undefined) throw new Error('no element')
  return element
}

const digits = (value: string): Parameters => [['Digits', value]]
const speech: Parameters = [['SpeechResult', 'sales']]

test.each<[string, Parameters, boolean]>([
  ['<Gather/>', digits('123'), true],
  ['<Gather/>', digits('12#'), false],
  ['<Gather/>', speech, false],
  ['<Gather numDigits="1"/>', digits('12'), false],
  ['<Gather numDigits="1" finishOnKey=""/>', digits('#'), true],
  ['<Gather finishOnKey=""/>', digits(''), false],
  ['<Gather finishOnKey="*"/>', digits(''), true],
  ['<Gather input="speech"/>', digits('1'), false],
  ['<Gather input="speech"/>', speech, true],
  ['<Gather input="dtmf speech"/>', digits('1'), true],
])('%s, sent %j: %s', (gather, parameters, isAccepted) => {
  expect(acceptsOf(elementIn(gather), 'action')(parameters)).toBe(isAccepted)
})

test.each<[string, string, boolean]>([
  ['', 'completed', true],
  ['', 'ringing', false],
  ['statusCallbackEvent="initiated ringing answered completed"', 'in-progress', true],
  ['statusCallbackEvent="ringing"', 'completed', false],
])('a Number with %s, CallStatus %s: %s', (attribute, status, isAccepted) => {
  const accepts = acceptsOf(
    elementIn(`<Dial><Number statusCallback="/s" ${attribute}>+14155550100</Number></Dial>`),
    'statusCallback',
  )
  expect(accepts([['CallStatus', status]])).toBe(isAccepted)
})

test.each<[string, string, boolean]>([
  ['', 'completed', true],
  ['', 'in-progress', false],
  ['', 'failed', true],
  ['recordingStatusCallbackEvent="in-progress absent"', 'absent', true],
])('a Record with %s, RecordingStatus %s: %s', (attribute, status, isAccepted) => {
  const accepts = acceptsOf(elementIn(`<Record ${attribute}/>`), 'recordingStatusCallback')
  expect(accepts([['RecordingStatus', status]])).toBe(isAccepted)
})

test('other callbacks take everything', () => {
  expect(acceptsOf(elementIn('<Record/>'), 'action')(digits('1'))).toBe(true)
})
