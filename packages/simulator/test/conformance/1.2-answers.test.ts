import '@ringback/simulator/vitest'
import { describe, expect } from 'vitest'
import { rule } from '../support/rule.ts'
import { phoneTo, type Answer } from '../support/test-app.ts'

async function called(answer: Answer) {
  const { phone } = phoneTo({ '/voice': answer })
  const call = await phone.call()
  await call.ends()
  return call
}

describe('1.2 Which answers count', () => {
  for (const type of ['text/xml', 'application/xml', 'text/html', 'text/html; charset=utf-8']) {
    rule('D', `${type} is parsed as TwiML.`, async () => {
      const call = await called({ type, body: '<Response><Say>hello</Say></Response>' })
      expect(call).toHaveSaid('hello')
      expect(call).toHaveNoErrors()
    })
  }

  rule(
    'D',
    'text/plain runs as TwiML if it parses as TwiML, otherwise it is spoken and then the call is hung up.',
    async () => {
      expect(await called({ type: 'text/plain', body: '<Response><Say>run</Say></Response>' })).toHaveSaid(
        'run',
      )
      const spoken = await called({ type: 'text/plain', body: 'Good day to you' })
      expect(spoken).toHaveSaid('Good day to you')
      expect(spoken).toHaveEnded('completed')
      expect(spoken).toHaveNoErrors()
    },
  )

  rule('D', 'audio/* is played, then the call is hung up.', async () => {
    const call = await called({ type: 'audio/mpeg', body: 'ID3' })
    expect(call).toHavePlayed('https://voice.example.com/voice')
    expect(call).toHaveEnded('completed')
  })

  rule('D E', 'Any other Content-Type: 12300.', async () => {
    expect(await called({ type: 'application/json', body: '{}' })).toHaveLogged(12300)
    expect(await called({ type: 'audio/ogg', body: 'Ogg' })).toHaveLogged(12300)
  })

  rule('D', 'No Content-Type: failure, 11200.', async () => {
    expect(await called({ type: null, body: '<Response/>' })).toHaveLogged(11200)
  })

  rule('open', 'No body on a TwiML request: 11770 in the dictionary, and a failure.', async () => {
    const call = await called({ body: '' })
    expect(call).toHaveLogged(11770)
    expect(call).toHaveSaid(/application error/)
  })

  rule(
    'open',
    '204 on a TwiML request is not documented: without a Content-Type it is a failure.',
    async () => {
      expect(await called({ status: 204, type: null })).toHaveLogged(11200)
    },
  )

  rule(
    'D E',
    '204, or 200 with <Response/>, on a status callback is fine. 4xx/5xx there: 15003, a warning; the call is not touched, the body not executed.',
    async () => {
      for (const [answer, code] of [
        [{ status: 204, type: null }, undefined],
        [{ body: '<Response/>' }, undefined],
        [{ body: '<Response><Say>no</Say></Response>' }, undefined],
        [{ status: 500, type: 'text/plain', body: 'oops' }, 15003],
      ] as const) {
        const { phone, of } = phoneTo(
          { '/voice': '<Say>hi</Say>', '/status': answer },
          { statusCallback: '/status' },
        )
        const call = await phone.call()
        await call.ends()
        expect(of('/status')).toHaveLength(1)
        expect(call).toHaveNoErrors()
        expect(call).not.toHaveSaid('no')
        expect(call).toHaveEnded('completed')
        const codes = call.events().flatMap((event) => (event.type === 'problem' ? [event.twilioCode] : []))
        expect(codes).toEqual(code === undefined ? [] : [code])
      }
    },
  )
})
