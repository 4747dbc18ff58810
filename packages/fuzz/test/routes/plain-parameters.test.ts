import { valueOf } from '@ringback/catalog'
import { expect, test } from 'vitest'
import {
  isSpeech,
  plainParameters,
  plainParametersFor,
  plainParametersLike,
} from '../../src/routes/plain-parameters.ts'
import { changed, plainOf, routeAt } from '../support.ts'

const gather = routeAt('/menu', { kind: 'gather.action' })
const speechOnly = { ...gather, accepts: isSpeech }
const speech = changed(plainOf('gather.action'), { Digits: undefined, SpeechResult: 'sales' })

test('a route that takes speech only has plain speech', () => {
  expect(isSpeech(plainParameters(gather))).toBe(false)
  expect(isSpeech(plainParameters(speechOnly))).toBe(true)
})

test('speech is compared with speech where keys are taken as well', () => {
  expect(isSpeech(plainParametersLike(gather, speech))).toBe(true)
  expect(plainParametersLike(gather, plainOf('gather.action'))).toBe(plainParameters(gather))
})

test('a request is compared with the plain one of its route, or of its kind', () => {
  const request = { kind: 'gather.action', url: gather.url, parameters: plainOf('gather.action') } as const
  expect(isSpeech(plainParametersFor([speechOnly], request))).toBe(true)
  expect(isSpeech(plainParametersFor([], request))).toBe(false)
})

test('where a route accepts nothing that Twilio sends, the plainest of the kind is taken', () => {
  const parameters = plainParameters({ ...gather, accepts: () => false })
  expect(valueOf(parameters, 'CallSid')).toBe(valueOf(plainOf('gather.action'), 'CallSid'))
})
