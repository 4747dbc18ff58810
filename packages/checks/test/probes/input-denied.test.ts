import { probes } from '@ringback/checks'
import { expect, it } from 'vitest'
import { contextFor, plainRequest } from '../support/exchanges.ts'
import { found, type App } from '../support/probe-app.ts'

const saying = (...texts: readonly string[]): App => {
  const body = `<Response>${texts.map((text) => `<Say>${text}</Say>`).join('')}<Hangup/></Response>`
  return () => ({ body })
}
const denied = 'We did not receive any input.'

/** What is found where a Gather takes one key, or as many as given. */
async function entered(app: App, [name, value]: readonly [string, string] = ['Digits', '1'], mostDigits = 1) {
  const request = plainRequest('gather.action')
  const context = {
    ...contextFor(app),
    accepts: (parameters: (typeof request)['parameters']) =>
      parameters.every(([each, digits]) => each !== 'Digits' || digits.length <= mostDigits),
  }
  const probe = probes.find((each) => each.name === 'input-denied')
  return probe?.run({ ...request, parameters: [...request.parameters, [name, value]] }, context)
}

it.each([
  denied,
  'Sorry. We didn\u2019t hear anything.',
  'No input was received. Goodbye.',
  'Wir haben leider keine Eingabe erhalten.',
  'No hemos recibido ninguna respuesta.',
  "Nous n'avons rien reçu.",
  'Não recebemos nenhuma resposta.',
])('finds a page that answers every key with "%s"', async (text) => {
  expect(await entered(saying(text))).toMatchObject([
    { code: 'input-denied', severity: 'warning', parameter: 'Digits' },
  ])
})

it('finds a page that denies what was said, or recorded', async () => {
  expect(await entered(saying('We did not hear a question.'), ['SpeechResult', 'hello'])).toMatchObject([
    { parameter: 'SpeechResult' },
  ])
  expect(await found('input-denied', 'record.action', saying('We did not receive a message.'))).toMatchObject(
    [{ parameter: 'RecordingUrl' }],
  )
})

it.each<[string, App]>([
  ['a survey that thanks for every key', saying('Thank you for your answer.')],
  [
    'one key that leads on',
    (received) => (received.get('Digits') === '7' ? saying('Hello.') : saying(denied))(received),
  ],
  ['a wrong choice', saying('We did not receive a valid choice.')],
  ['a condition', saying('If we did not hear an answer, we call again.')],
  [
    'what is said to those who do nothing at the next question',
    () => ({ body: `<Response><Gather><Say>And now?</Say></Gather><Say>${denied}</Say></Response>` }),
  ],
])('accepts %s', async (_what, app) => {
  expect(await entered(app)).toEqual([])
})

it('does not judge a single key where several are entered', async () => {
  expect(await entered(saying(denied), undefined, 4)).toEqual([])
})

it('accepts a voicemail that thanks for everything', async () => {
  expect(await found('input-denied', 'record.action', saying('Thank you for your message.'))).toEqual([])
})
